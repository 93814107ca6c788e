// Finds phrases that STYLE.md advises against, in docs, comments, messages and labels. Fast, because `npm run lint` runs it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Phrases that are never right, and what to write instead. */
const PHRASES = [
  [/\b(goes|going) on\b/, 'continues'],
  [/\btaken up again\b/, 'reconnects, continues'],
  [/\banew\b/, 'again'],
  [/\bbelongs? into\b/, 'belongs in'],
  [/\bhand(s|ed|ing)? (it |them )?over\b/, 'pass'],
  [/\b(is|are|was|were) to be\b(?! (seen|expected))/, 'should be, must be'],
  [/\b(has|have) to be\b/, 'must be'],
  [
    /(?<!there |There )\bis no (error|fault|token|key|user|image|picture|file|message|job|session|model|browser)\b/,
    "isn't a",
  ],
  [/\bgives no token\b/, "didn't return a token"],
  [/\ball the same\b/, 'still, anyway'],
  [/\bwho calls\b/, 'callers'],
  [/\bof your own\b/, 'your own …'],
  [/\bfor ever\b/, 'forever'],
  [/, also (after|at|by|for|if|in|on|over|to|when|while|with)\b/, 'even …'],
  [/\b([Cc]olour|[Cc]entred?\b|[Bb]ehaviour|[Rr]ecognis)/, 'the American spelling'],
];

const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((path) => /\.(mdx?|tsx?|m?js)$/.test(path))
  // They quote the phrases, are history, or are in other languages.
  .filter((path) => !/^(STYLE|CHANGELOG)\.md$|^src\/locales\/|^api\/|^scripts\/check-prose\.mjs$/.test(path));

let count = 0;
for (const path of files) {
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    for (const [phrase, better] of PHRASES) {
      const [found] = phrase.exec(line) ?? [];
      if (found === undefined) continue;
      console.error(`${path}:${index + 1}: "${found}". Write: ${better}.`);
      count += 1;
    }
  }
}
if (count > 0) {
  console.error(`${count} ${count === 1 ? 'phrase' : 'phrases'} that STYLE.md advises against.`);
  process.exitCode = 1;
}
