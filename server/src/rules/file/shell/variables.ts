/** The variables that a script asks for and does not set itself. */

/** What is within single quotes is no variable; `\$` is the sign itself. */
const USE = /'[^']*'|\\.|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/gs;
const SET =
  /(?:^|[\s;&|(])(?:read\s+(?:-\w+\s+)*|for\s+)?([A-Za-z_]\w*)(?==|\s+in\s)|\bread\s+(?:-\w+\s+)*([A-Za-z_]\w*)/g;

/** Each name once; one with a value for where it is not set (`${NAME:-x}`) is none of them. */
export function variablesRead(script: string): ReadonlySet<string> {
  const own = variablesSet(script);
  const read = [...withoutDoubleQuotes(script).matchAll(USE)].flatMap(([, plain, braced]) => plain ?? braced ?? []);
  return new Set(read.filter(name => !own.has(name)));
}

/** The names that a script gives a value. */
export function variablesSet(script: string): ReadonlySet<string> {
  return new Set([...script.matchAll(SET)].flatMap(([, set, read]) => set ?? read ?? []));
}

/** Within double quotes a single quote is only a sign. */
function withoutDoubleQuotes(script: string): string {
  return script.replaceAll(/"(?:\\[^]|[^"\\])*"/g, text => text.replaceAll("'", ' '));
}
