/** What a job inherits: from templates, from `default` and from global variables. */
import { gitlab } from './links.ts';
import { boolean, either, keyword, list, name, record } from './shape-builders.ts';
import type { Field } from './shape.ts';

export const extend = {
  doc: 'Jobs or templates that this one is built on. Mappings are joined key by key, everything else, lists included, is replaced; what this job says wins, and of several bases the last.',
  caveat: 'Lists such as `script` and `rules` are not joined: use `!reference` for that. Eleven levels at most.',
  shape: either({ scalar: [name('template')], list: list(name('template')), usual: 'scalar' }),
  usual: true,
  default: { says: 'the job stands alone' },
  nullable: true,
  example: 'extends: .template',
  because: 'it is the name of a job or a list of names',
  sources: [gitlab('extends')],
  aka: ['extend', 'inherits', 'template', 'uses'],
} as const satisfies Field;

/** The keys of `default` are a parameter, since the record of `default` decides which there are. */
export function inheritOf(keys: readonly string[]) {
  return {
    doc: 'What the job takes over from `default` and from the variables at the top level.',
    caveat: 'What the job says itself wins in any case; `extends` is not touched by it.',
    shape: record(
      {
        default: {
          doc: 'Whether the keys of `default` are taken over: all, none, or those in a list.',
          caveat: 'Keys at the top level of the older kind, such as a global `image`, count as those of `default`.',
          shape: either({
            scalar: [boolean()],
            list: list(
              keyword(
                keys.map(value => ({ value, doc: `The \`${value}\` of \`default\`.` })),
                { because: 'only keys of `default` can be taken over' },
              ),
            ),
            usual: 'scalar',
          }),
          usual: true,
          default: true,
          nullable: true,
          example: 'default: [image, hooks]',
          because: 'it is a yes or no, or a list of keys',
          sources: [gitlab('inheritdefault')],
        },
        variables: {
          doc: 'Whether the variables at the top level are taken over: all, none, or those in a list.',
          caveat: 'Variables of the project and predefined ones are there all the same.',
          shape: either({ scalar: [boolean()], list: list(name('variable')), usual: 'scalar' }),
          usual: true,
          default: true,
          nullable: true,
          example: 'variables: [TARGET]',
          because: 'it is a yes or no, or a list of names',
          sources: [gitlab('inheritvariables')],
        },
      },
      { starter: ['default'] },
    ),
    default: { says: 'everything' },
    nullable: true,
    example: 'inherit:\n  default: [image, hooks]\n  variables: false',
    because: 'it is a mapping with `default` or `variables`',
    sources: [gitlab('inherit')],
  } as const satisfies Field;
}
