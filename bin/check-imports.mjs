// Import directions (dependency-cruiser), and the two doors that no import rule can see: process.env and the time of day.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import rules from '../.dependency-cruiser.mjs';

/** Fewer than this means that the tool has gone blind, not that the house has become small. */
const LEAST_MODULES = 350;

const problems = [];

const { output } = await cruise(
  ['src', 'test'],
  { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true },
  undefined,
  { tsConfig: extractTSConfig('tsconfig.json') },
);
const seen = output.modules.filter((module) => module.source.startsWith('src/')).length;
if (seen < LEAST_MODULES) problems.push(`only ${seen} modules of src were seen; expected at least ${LEAST_MODULES}`);
for (const violation of output.summary.violations) {
  problems.push(`${violation.rule.name}: ${violation.from} → ${violation.to}`);
}

const doors = [
  { what: 'process.env', pattern: /process\.env/, allowed: /^src\/(sandbox\/)?config\.ts$/ },
  {
    what: 'the time of day',
    pattern: /\bDate\.now\(|new Date\(\)|Temporal\.Now/,
    allowed: /^src\/core\/clock\.ts$|^src\/sandbox\//,
  },
];
for (const entry of await readdir('src', { recursive: true, withFileTypes: true })) {
  const file = path.posix.join(entry.parentPath, entry.name);
  if (!entry.isFile() || !/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) continue;
  const code = await readFile(file, 'utf8');
  for (const door of doors) {
    if (door.pattern.test(code) && !door.allowed.test(file)) problems.push(`${file} reads ${door.what}`);
  }
}

for (const problem of problems) console.error(problem);
console.log(`${seen} modules, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
