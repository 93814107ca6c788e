import ts from 'typescript';

/** Types that are a union of a few strings: their values say more than their name. */
export function readChoices(program: ts.Program): Map<string, string> {
  const choices = new Map<string, string>();
  for (const { fileName, statements } of program.getSourceFiles()) {
    if (fileName.includes('node_modules') && !fileName.includes('@decartai')) continue;
    for (const statement of statements) {
      if (!ts.isTypeAliasDeclaration(statement) || !ts.isUnionTypeNode(statement.type)) continue;
      const words = statement.type.types.map((type) => type.getText());
      const written = words.join(' | ');
      if (words.every((word) => /^['"]/.test(word)) && written.length <= 70) {
        choices.set(statement.name.text, written);
      }
    }
  }
  return choices;
}
