import type { DataField, DataProblem } from './data-field.ts';
import { type DataFormat, writeEach } from './data-format.ts';

const divider = '|';
const fieldForm = /^([^~]*)~([NY])~(.*)$/s;
/** A text that starts like XML or JSON would be detected as that. */
const neverInName = /^[<{[]|[~|\\\0\r\n]/;
const neverInValue = /[|\\\0\r\n]/;

/**
 * Legacy data: `NAME~N~VALUE|NAME~Y~VALUE|`. The value is everything after the second tilde. The last `|` may be missing when
 * reading; it is written, because the only known reader of several fields expects it. There is no escape: a value with `|` or
 * a backslash cannot be written.
 */
export const legacyFormat: DataFormat = {
  read: (text) => {
    const fields: DataField[] = [];
    const problems: DataProblem[] = [];
    for (let start = 0; start < text.length; ) {
      const divided = text.indexOf(divider, start);
      const end = divided < 0 ? text.length : divided;
      const [, name, flag, value] = fieldForm.exec(text.slice(start, end)) ?? [];
      if (name === undefined || value === undefined) {
        problems.push({ rule: 'malformed', message: `Field ${fields.length + 1} is not NAME~N~VALUE or NAME~Y~VALUE` });
        break;
      }
      fields.push({ name, value, flag: flag === 'Y' ? 'Y' : 'N' });
      start = end + divider.length;
    }
    return { fields, problems };
  },
  write: (fields) =>
    writeEach(fields, problemOf, () =>
      fields.map(({ name, flag = 'N', value }) => `${name}~${flag}~${value}${divider}`).join(''),
    ),
};

function problemOf({ name, value }: DataField): string | undefined {
  if (neverInName.test(name))
    return 'Legacy data cannot express a name that contains ~ | \\ CR, LF or NUL, or starts with < { [';
  if (neverInValue.test(value)) return 'Legacy data cannot express a value with | \\ CR, LF or NUL';
  if (!name.isWellFormed() || !value.isWellFormed()) return 'Half of a surrogate pair is no character';
  return undefined;
}
