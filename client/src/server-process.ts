/** How the process of the server is started. */

/**
 * Nearly all that is made of a text stays, so a large space for new objects, of which V8 keeps three copies, saves no
 * work. It can only be limited from outside.
 */
export const NODE_ARGUMENTS = ['--max-semi-space-size=2'];
