import { defineFindings } from './define.ts'

function countSpaces(spaces: number): string {
  return spaces === 0 ? 'no space' : spaces === 1 ? '1 space' : `${spaces} spaces`
}

function listIndents(lines: readonly { line: number; spaces: number }[]): string {
  return lines.map(({ line, spaces }) => `line ${line} begins after ${countSpaces(spaces)}`).join(', ')
}

/** Findings about the file as YAML, before anything of the language is looked at. */
export const YAML_FINDINGS = defineFindings({
  'yaml/too-large': {
    severity: 'error',
    message: (facts: { bytes: number }) =>
      `The file has ${Math.ceil(facts.bytes / 1024)} KiB; the most that is read is 1024 KiB.`,
    hint: () => 'Split it: move parts that several scenarios share into blocks.',
    manual:
      'The file is bigger than one mebibyte. No script of a call is that long, so most often something else was saved under this name, or a text was pasted many times. A file this big would make every check slow. Split the scenario into blocks, or look for what was pasted by mistake.',
  },
  'yaml/syntax': {
    severity: 'error',
    message: (facts: { problem: string }) => `The file cannot be read as YAML here: ${facts.problem}`,
    hint: () =>
      'Look at this line and the one above it: a missing colon, quote, bracket or comma, or a line that begins too far left or right.',
    manual:
      'YAML, the form in which scenarios are written, has few rules: `name: value`, deeper lines begin with more spaces, a list has `- ` before each item, text with special signs stands in quotes. This line breaks one of them, and nothing of the file can be used until it is mended. Compare the line with a similar one that works; the fault is often at the end of the line above.',
  },
  'yaml/bad-indent': {
    severity: 'error',
    message: (facts: { spaces: number; above: readonly { line: number; spaces: number }[] }) =>
      `This line begins after ${countSpaces(facts.spaces)} and fits none above it: ${listIndents(facts.above)}.`,
    hint: () =>
      'Give all lines of one group the same number of spaces at the start; what belongs to a line begins two spaces further.',
    manual:
      'The spaces at the start of a line say what it belongs to: everything that belongs to a step begins two spaces further right than the name of the step. Here a line begins too far left or too far right, so it is not clear to what it belongs. Count the spaces of the lines above and below and make them equal.',
  },
  'yaml/tab': {
    severity: 'error',
    message: () => 'A tab stands where spaces must stand at the start of a line.',
    hint: () => 'Replace it by spaces, two for each level, here and on every other line that has one.',
    manual:
      'Lines are indented with spaces only. A tab looks like spaces but is wide in one program and narrow in another, so a reader could take the line for part of something else. Replace every tab at the start of lines with two spaces for each level; most editors do this with one command ("convert tabs to spaces").',
  },
  'yaml/odd-space': {
    severity: 'error',
    message: () => 'What looks like a space here is another sign, which YAML does not take for one.',
    hint: () => 'Delete it and type a space.',
    manual:
      'Web pages and word processors have a space at which a line is not broken. It looks like any other and comes along when text is copied. At the start of a line or after a colon YAML needs ordinary spaces. Delete what stands there and type the spaces anew; inside a text in quotes it does no harm.',
  },
  'yaml/unclosed-quote': {
    severity: 'error',
    message: (facts: { quote: string }) => `A text begins with ${facts.quote} and the closing ${facts.quote} is missing.`,
    hint: (facts: { quote: string }) => `Add ${facts.quote} at the end of the text.`,
    manual:
      'A text that begins with a quote must end with the same quote. Without it, everything that follows would be taken for a part of the text. Add the closing quote. If the text itself contains double quotes, put the whole text in single quotes, or write \\" inside.',
  },
  'yaml/unclosed-bracket': {
    severity: 'error',
    message: (facts: { bracket: string }) => `The closing ${facts.bracket} is missing, or a comma before this place.`,
    hint: (facts: { bracket: string }) =>
      `Close the list or group with ${facts.bracket}. If it was meant as spoken text that begins with { or [, put the whole text in quotes.`,
    manual:
      'What is opened with `{` or `[` must be closed with `}` or `]`, and its parts are divided by commas. It also happens when a spoken text begins with a value, as in `{patient.name: full name}, dzień dobry`: without quotes the brace is read as the beginning of a group. Close the bracket, add the comma, or put the text in double quotes.',
  },
  'yaml/bad-escape': {
    severity: 'error',
    message: (facts: { escape: string }) => `In a text in double quotes "${facts.escape}" means nothing.`,
    hint: () => 'Write the backslash twice, or put the text in single quotes.',
    manual:
      'Inside double quotes a backslash begins a special sign (\\n is a new line, \\" a quote). This combination is not one of them. Texts that are spoken seldom need a backslash at all: remove it, write it twice, or use single quotes, in which it has no special meaning.',
  },
  'yaml/colon-in-text': {
    severity: 'error',
    message: () => 'A second ": " on one line: the text would be taken for another name and value.',
    hint: (facts: { advice: string }) => facts.advice,
    manual:
      'A colon followed by a space divides a name from its value, and one line can have only one. When a spoken text contains a colon, put the whole text in double quotes; then the colon is only a sign in the text.',
  },
  'yaml/missing-colon': {
    severity: 'error',
    message: () => 'A name stands here without a colon and a space after it.',
    hint: () => 'Write name: value. If this is part of a text, put the whole text in double quotes.',
    manual:
      'Each line of a group is a name, a colon, a space and a value. Here the colon or the space is missing, or a spoken text goes on over several lines without quotes. Add the colon, or put the whole text in double quotes.',
  },
  'yaml/text-after-value': {
    severity: 'error',
    message: () => 'The value has ended before this place, yet more follows.',
    hint: (facts: { advice: string }) => facts.advice,
    manual:
      'A value that begins with a quote, `{` or `[` ends with the matching sign, and nothing may follow on the line. It happens with spoken texts that begin with a value in braces, or that have quotes around the first word only, and with an optional choice, which is written in quotes: `"[ill, other]?"`. Put the whole text in double quotes.',
  },
  'yaml/comment-in-text': {
    severity: 'warning',
    message: (facts: { word: string }) => `The text ends before "${facts.word}": a # after a space begins a comment.`,
    hint: () => 'Put the whole text in double quotes. If a comment was meant, write a space after the #.',
    manual:
      'A # with a space before it begins a comment, and the rest of the line is not read. In a text without quotes, such as `Pokój #3`, the number would never be spoken, and nobody would notice. Put the whole text in double quotes. If it was meant as a comment, leave a space after the #, and this warning goes away.',
  },
  'yaml/bad-start': {
    severity: 'error',
    message: (facts: { sign: string }) => `A value cannot begin with ${facts.sign} without quotes.`,
    hint: () => 'Put the whole value in double quotes.',
    manual:
      'Some signs (@, `, %) are reserved by YAML and cannot begin a value. Put the whole value in double quotes and it is taken as it stands.',
  },
  'yaml/duplicate-key': {
    severity: 'error',
    message: (facts: { key: string; line: number }) => `"${facts.key}" stands here twice; the first is in line ${facts.line}.`,
    hint: () => 'Keep one of them, or give the second another name.',
    manual:
      'The same name is given twice in one group. Only one of the two could count, and the other would be lost without a word: a step that you believe to be there would never be spoken. Remove one of them, join them, or rename the second.',
  },
  'yaml/anchor': {
    severity: 'error',
    message: (facts: { name: string }) => `"&${facts.name}" marks a value for repeated use; that is not part of the language.`,
    hint: () =>
      'Remove it. What several scenarios share belongs in a block or in the policy. A text that begins with & needs quotes.',
    manual:
      'YAML can mark a value with `&name` and repeat it elsewhere with `*name`. It is not allowed here, since the script could then no longer be read aloud from top to bottom, and a small change would act in places that nobody expects. Write the value where it is used, or make a block.',
  },
  'yaml/alias': {
    severity: 'error',
    message: (facts: { name: string }) => `"*${facts.name}" repeats a value from elsewhere; that is not part of the language.`,
    hint: () => 'Write the value out here, or make a block of it. A text that begins with * needs quotes.',
    manual:
      'YAML can repeat with `*name` a value that was marked with `&name`. It is not allowed here: what is said must stand where it is said, and nested repetitions can grow a small file beyond any size. Write the value out, or make a block and `use` it.',
  },
  'yaml/merge': {
    severity: 'error',
    message: () => '"<<" merges another group into this one; that is not part of the language.',
    hint: () => 'Write the keys out here, or move what is shared into a block or the policy.',
    manual:
      'The key `<<` copies all keys of another group into this one. It is not allowed here, for the same reason as anchors: a reader would not see what the step does. Write the keys out.',
  },
  'yaml/tag': {
    severity: 'error',
    message: (facts: { tag: string }) => `The tag "${facts.tag}" is not part of the language.`,
    hint: () => 'Remove it. A text that begins with ! needs quotes.',
    manual:
      'A word that begins with an exclamation mark before a value is a YAML tag: it tells other programs how to treat the value. Here the kind of every value is known already, so tags are refused. Remove the tag, or put the text in quotes if the exclamation mark was meant to be spoken.',
  },
  'yaml/directive': {
    severity: 'error',
    message: () => 'A line that begins with % is an instruction to the YAML reader; it is not part of the language.',
    hint: () => 'Remove the line.',
    manual:
      'Lines such as `%YAML 1.1` at the top of a file change the rules by which the rest is read. All files of a clinic are read by the same rules, so these lines are refused. Remove the line.',
  },
  'yaml/several-documents': {
    severity: 'error',
    message: () => 'A second document begins here ("---"); one file holds one document.',
    hint: () => 'Move what follows into a file of its own, or remove the "---".',
    manual:
      'A line of three hyphens begins a new document in the same file. Only one is read, so everything below would be lost. Put each scenario, block and policy in a file of its own.',
  },
  'yaml/empty': {
    severity: 'error',
    message: () => 'The file is empty.',
    hint: () => 'Write the document, or delete the file. "trucada new scenario NAME" makes a working beginning.',
    manual:
      'The file contains nothing but perhaps comments. A scenario, block, policy, language file, lexicon or service must have its first lines (`scenario: …`, `language: …`). Fill the file or delete it.',
  },
  'yaml/not-a-mapping': {
    severity: 'error',
    message: (facts: { found: string }) =>
      `The file must consist of "name: value" lines at its outermost level; it is ${facts.found}.`,
    hint: (facts: { first: string }) => `Begin with "${facts.first}: …".`,
    manual:
      'The outermost level of each file is a group of `name: value` lines. Here it is a list, a text or a number. Often the first colon is missing or has no space after it, or the file begins with a hyphen.',
  },
  'yaml/bare-boolean': {
    severity: 'error',
    message: (facts: { word: string }) =>
      `"${facts.word}" without quotes is read as yes/no by some programs and as a word by others.`,
    hint: (facts: { word: string; instead: string }) =>
      `Write ${facts.instead} for a switch, or "${facts.word}" in quotes for the word.`,
    manual:
      'The bare words on, off, yes, no, y and n mean "true" or "false" to older YAML programs and are plain words to newer ones. An editor could silently turn your answer `no` into `false`. Write `true` or `false` where a switch is meant and put the word in double quotes where the word is meant.',
  },
  'yaml/leading-zero': {
    severity: 'error',
    message: (facts: { written: string }) => `${facts.written} without quotes would be read as a number and lose its beginning.`,
    hint: (facts: { written: string }) => `Put it in quotes: "${facts.written}".`,
    manual:
      'Digits that begin with a zero or a plus sign (telephone numbers, postal codes, entry codes) are not numbers to count with. Without quotes the zero or the plus would be lost, and somebody else would be called. Put them in double quotes.',
  },
  'yaml/lossy-number': {
    severity: 'error',
    message: (facts: { written: string; read: string }) =>
      `${facts.written} without quotes would be read as the number ${facts.read}.`,
    hint: (facts: { written: string; read: string }) =>
      `Put "${facts.written}" in quotes if it is spoken or identifies something; write ${facts.read} if it is a quantity.`,
    manual:
      'Written without quotes, this is taken for a number, and a number does not keep all that you wrote: 1.10 becomes 1.1, a very long row of digits is rounded. Put it in double quotes if the exact signs matter (a time, a price as it is spoken, an identifier), or write the number in its short form.',
  },
  'yaml/key-not-text': {
    severity: 'error',
    message: () => 'A name before a colon must be a plain word, not a list or a group.',
    hint: () => 'Write a name. If a spoken text begins with { or [, put it in quotes.',
    manual:
      'Left of the colon stands a name. Here a list or a group stands there, most often because a text that begins with a brace was not put in quotes. Put the text in double quotes.',
  },
  'yaml/too-deep': {
    severity: 'error',
    message: () => 'Groups stand inside groups more than 100 deep.',
    hint: () => 'No script needs this: look for brackets that were pasted many times.',
    manual:
      'The file opens one group inside another more than a hundred times. The language never needs more than about ten levels. Most often a bracket was repeated by mistake, or the file is not a script of a call.',
  },
  'yaml/too-many-faults': {
    severity: 'error',
    message: (facts: { count: number }) => `${facts.count} more faults in this file are not listed.`,
    hint: () => 'Mend the ones listed first and check again: later faults often follow from earlier ones.',
    manual:
      'After the first faults of a single file (fifty of its YAML, two hundred of its content) the rest is only counted. One missing quote or a wrong indentation can make hundreds of lines look wrong. Mend the first ones and check again.',
  },
})
