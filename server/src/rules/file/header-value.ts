/** Warns about a line break in the value of an HTTP header: no such request can be sent. */
import { preStopHandler } from '../../spec/hooks.ts';
import { guardedEach } from '../../text/failure.ts';
import { quoted, replaceValue } from '../../yaml/edit/edit.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits, textOf } from '../engine/visits.ts';

const headers = preStopHandler.shape.fields.http_get.shape.fields.http_headers;

export const headerValue: BlockRule = {
  codes: ['header-value'],
  check(context, report) {
    guardedEach('header-value', handlerVisits(context), ({ name, within, member }) => {
      const text = name === 'value' && within.at(-1) === headers ? textOf(member.value) : undefined;
      if (text === undefined || !/[\r\n]/.test(text)) return;
      const { at } = member.value;
      const line = quoted(text.trim().replace(/\s*[\r\n]\s*/g, ' '), at.block.text);
      report({
        code: 'header-value',
        message:
          'A header value cannot have a line break: the kubelet cannot send such a request. Write it on one line; `|-` and `>-` drop the break at the end that `|` and `>` keep.',
        at,
        fixes: [{ title: 'Write the value on one line', edits: replaceValue(at, line) }],
      });
    });
  },
};
