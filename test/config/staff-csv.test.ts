import { describe, expect, it } from 'vitest';
import { parseStaffCsv, type StaffList } from '../../src/config/staff-csv.ts';
import { soundSchool } from './example-profiles.ts';

const HEADING = 'email,name,job_title,roles,group,starts,ends,school';
const SCHOOL = soundSchool({ id: 'one', email_domains: [] });
const OTHER = soundSchool({ id: 'two', email_domains: ['two.example'] });
const TESS = 'tess@one.example,Tess Teacher,Teacher,class_teacher,teachers,2026-09-01,,';

const read = (...lines: string[]): StaffList => parseStaffCsv(`${lines.join('\n')}\n`, [SCHOOL]);
const errorsOf = (line: string) => read(HEADING, line).errors.map((error) => [error.line, error.column, error.message]);

describe('a staff list', () => {
  it('is read into one checked row for each person', () => {
    expect(
      read(HEADING, 'Dana@One.example , Dana Lead ,Teacher,dsl;class_teacher,teachers,2026-09-01,2027-07-21,'),
    ).toEqual({
      rows: [
        {
          line: 2,
          schoolId: 'one',
          email: 'dana@one.example',
          previousEmail: null,
          name: 'Dana Lead',
          jobTitle: 'Teacher',
          roles: ['dsl', 'class_teacher'],
          group: 'teachers',
          startsOn: '2026-09-01',
          endsOn: '2027-07-21',
        },
      ],
      errors: [],
    });
  });

  it.each([
    ['a byte order mark', `\uFEFF${HEADING}\n${TESS}\n`],
    ['Windows line ends', `${HEADING}\r\n${TESS}\r\n`],
    ['old Macintosh line ends', `${HEADING}\r${TESS}\r`],
    ['no line end at the end', `${HEADING}\n${TESS}`],
    ['semicolons', `${HEADING}\n${TESS}\n`.replaceAll(',', ';')],
    ['empty lines, and lines of separators', `\n${HEADING}\n\n${TESS}\n,,,,,,,\n\n`],
    ['headings in capitals', `${HEADING.toUpperCase()}\n${TESS}\n`],
    ['quotes', `${HEADING}\n${TESS.replace('Tess Teacher', '"Teacher, ""Tess"""')}\n`],
  ])('may have %s', (_, text) => {
    for (const content of [text, Buffer.from(text)]) {
      const { rows, errors } = parseStaffCsv(content, [SCHOOL]);
      expect(errors).toEqual([]);
      expect(rows).toMatchObject([{ email: 'tess@one.example', roles: ['class_teacher'] }]);
    }
  });

  it('takes functions separated by semicolons, spaces, bars or, in quotes, commas', () => {
    for (const roles of ['dsl;head', 'dsl head', 'DSL | head', '"dsl, head"', 'dsl;head;dsl']) {
      expect(read(HEADING, `a@b.example,A,,${roles},teachers,,,`).rows[0]?.roles).toEqual(['dsl', 'head']);
    }
    expect(read(HEADING, 'a@b.example,A,,,lunch,,,').rows[0]?.roles).toEqual(['staff']);
  });

  it('takes dates as a spreadsheet in the UK writes them', () => {
    expect(read(HEADING, 'a@b.example,A,,,teachers,01/09/2026,21/07/2027,').rows[0]).toMatchObject({
      startsOn: '2026-09-01',
      endsOn: '2027-07-21',
    });
  });

  it('needs the column school only where there are several', () => {
    const short = HEADING.replace(',school', '');
    expect(read(short, TESS.slice(0, -1)).rows).toHaveLength(1);
    const { rows, errors } = parseStaffCsv(`${short}\n${TESS.slice(0, -1)}\n`, [SCHOOL, OTHER]);
    expect(rows).toEqual([]);
    expect(errors).toEqual([
      {
        line: 1,
        column: 'school',
        message: "the column 'school' is missing (the list is for several schools); add it to the heading",
      },
    ]);
  });

  it('may name the address somebody had before, or say that it is another person of the same name', () => {
    const heading = `${HEADING},previous_email`;
    const { rows, errors } = read(
      heading,
      `${TESS},Before@Old.example`,
      'a@b.example,A,,,lunch,,,,None',
      'c@d.example,C,,,lunch,,,,c@d.example',
      'e@f.example,E,,,lunch,,,,',
    );
    expect(errors).toEqual([]);
    expect(rows.map((row) => row.previousEmail)).toEqual(['before@old.example', 'none', null, null]);
    expect(read(heading, `${TESS},nobody`).errors).toMatchObject([{ line: 2, column: 'previous_email' }]);
  });

  it('puts one person in two schools of a trust', () => {
    const both = [SCHOOL, soundSchool({ id: 'two', email_domains: [] })];
    const { rows, errors } = parseStaffCsv(`${HEADING}\n${TESS}one\n${TESS}two\n`, both);
    expect(errors).toEqual([]);
    expect(rows.map((row) => row.schoolId)).toEqual(['one', 'two']);
  });

  it('keeps the good rows beside the bad ones', () => {
    const { rows, errors } = read(HEADING, TESS, 'nonsense,A,,,teachers,,,');
    expect(rows).toHaveLength(1);
    expect(errors).toHaveLength(1);
  });
});

describe('what is wrong with a line of a staff list', () => {
  it.each([
    ['no address', ',A,,,teachers,,,', 'email', 'the e-mail address is missing'],
    ['an address that is none', 'a@b,A,,,teachers,,,', 'email', 'this is not an e-mail address'],
    ['no name', 'a@b.example,,,,teachers,,,', 'name', 'the name is missing'],
    [
      'a misspelt function',
      'a@b.example,A,,dsll,teachers,,,',
      'roles',
      "'dsll' is not a function; did you mean 'dsl'?",
    ],
    [
      'an unknown function',
      'a@b.example,A,,magician,teachers,,,',
      'roles',
      "'magician' is not a function; use one of dsl,",
    ],
    ['no group', 'a@b.example,A,,,,,,', 'group', 'the group is missing; use one of teachers'],
    ['a misspelt group', 'a@b.example,A,,,teacher,,,', 'group', "'teacher' is not a group; did you mean 'teachers'?"],
    ['a day that does not exist', 'a@b.example,A,,,teachers,2026-02-31,,', 'starts', "'2026-02-31' is not a date"],
    ['a date in words', 'a@b.example,A,,,teachers,,July,', 'ends', "'July' is not a date; write it as YYYY-MM-DD"],
    ['an end before the start', 'a@b.example,A,,,teachers,2026-09-01,2026-08-31,', 'ends', 'before the first'],
    ['another school', 'a@b.example,A,,,teachers,,,three', 'school', "'three' is not a school here; use one of one"],
    ['too few columns', 'a@b.example,A', '', 'this line has 2 columns, the heading has 8'],
    ['too many columns', `${TESS},`, '', 'this line has 9 columns, the heading has 8'],
    ['a stray quote', 'a@b.example,A "B,,,teachers,,,', '', 'a double quote is opened or closed in the wrong place'],
    ['a quote left open', '"a@b.example,A,,,teachers,,,', '', 'a double quote is opened or closed in the wrong place'],
  ])('is told with line and column: %s', (_, line, column, message) => {
    expect(errorsOf(line)).toEqual([[2, column, expect.stringContaining(message)]]);
  });

  it('tells every wrong column of a line', () => {
    expect(errorsOf('x,,,y,z,,,').map(([, column]) => column)).toEqual(['email', 'name', 'roles', 'group']);
  });

  it('names the earlier line of an address that stands twice, in whatever case', () => {
    const { rows, errors } = read(HEADING, TESS, 'a@b.example,A,,,lunch,,,', TESS.replace('tess@', 'TESS@'));
    expect(rows).toHaveLength(2);
    expect(errors).toEqual([
      { line: 4, column: 'email', message: expect.stringContaining('the same address stands on line 2') },
    ]);
  });

  it('refuses an address outside the school’s own domains, and a look-alike of one', () => {
    for (const email of ['a@gmail.example', 'a@not-two.example', 'a@two.example.com', 'a@sub.two.example']) {
      const { errors } = parseStaffCsv(`${HEADING}\n${email},A,,,teachers,,,\n`, [OTHER]);
      expect(errors).toEqual([{ line: 2, column: 'email', message: expect.stringContaining('ends in @two.example') }]);
    }
    expect(parseStaffCsv(`${HEADING}\na@TWO.example,A,,,teachers,,,\n`, [OTHER]).rows).toHaveLength(1);
  });

  it('counts the line a row begins on, after a value of several lines', () => {
    const { errors } = read(HEADING, TESS.replace('Tess Teacher', '"Tess\nTeacher"'), 'nonsense,A,,,teachers,,,');
    expect(errors).toMatchObject([{ line: 4, column: 'email' }]);
  });

  it('never repeats the row, nor an address', () => {
    const lines = [
      TESS,
      TESS,
      'secret@,Sam Secret,Teacher,nothing,teachers,x,y,z',
      'a,b,c',
      `${TESS.replace('tess', 't')},,,`,
    ];
    const text = JSON.stringify(read(HEADING, ...lines).errors);
    for (const word of ['tess', 'Tess', 'secret', 'Secret', 'a,b']) expect(text).not.toContain(word);
  });
});

describe('what is wrong with a staff list as a whole', () => {
  const only = (content: Buffer | string) => parseStaffCsv(content, [SCHOOL]).errors.map((error) => error.message);

  it('is told where it is empty or has no people', () => {
    expect(only('')).toEqual([`the file is empty; begin with the line ${HEADING},previous_email`]);
    expect(only('\uFEFF \n')).toHaveLength(1);
    expect(only(HEADING)).toEqual(['the file has a heading but no people; add a line for each person']);
  });

  it('is told where tabs, bars or colons separate the columns', () => {
    for (const separator of ['\t', '|', ':']) {
      expect(only(`${HEADING}\n${TESS}\n`.replaceAll(',', separator))).toEqual([
        'the columns are not separated by commas or semicolons; save the list as "CSV UTF-8"',
      ]);
    }
  });

  it('is told of columns that are missing, misspelt, unknown or there twice', () => {
    expect(only(`${HEADING.replace('email', 'e-mail')}\n${TESS}`)).toEqual([
      "there is no column 'e-mail'; did you mean 'email'?",
      "the column 'email' is missing; add it to the heading",
    ]);
    expect(only(`${HEADING},colour\n${TESS},red`)[0]).toMatch(/no column 'colour'; the columns are email, name/);
    expect(only(`${HEADING},name\n${TESS},Tess`)).toEqual(["'name' stands twice; take one out"]);
  });

  it('is told where it was saved in another encoding', () => {
    const message = 'the file is not UTF-8; save it as "CSV UTF-8" and load it again';
    expect(only(Buffer.from(`${HEADING}\n${TESS.replace('Tess', 'Zoë')}\n`, 'latin1'))).toEqual([message]);
    expect(only(Buffer.from(`\uFEFF${HEADING}\n${TESS}\n`, 'utf16le'))).toEqual([message]);
  });
});
