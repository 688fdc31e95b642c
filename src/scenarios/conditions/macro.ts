import type { ASTNode } from '@marcbachmann/cel-js'

/** Variables of a condition while it is evaluated. */
export interface Variables {
  getValue(name: string): unknown
}

/**
 * A function of CEL that takes what its argument says and not its value, as the library wants it of `registerFunction('name(ast): type')`; its
 * plain functions see neither paths nor other variables. `evaluate` is given the way to the argument's value, which may throw.
 */
export function createMacro(
  { args }: { readonly args: readonly ASTNode[] },
  type: 'bool' | 'double',
  evaluate: (variables: Variables, read: () => unknown) => unknown,
): object {
  return {
    args,
    async: false,
    typeCheck(
      checker: { check(node: unknown, context: unknown): unknown; getType(name: string): unknown },
      self: { args: unknown[] },
      context: unknown,
    ) {
      checker.check(self.args[0], context)
      return checker.getType(type)
    },
    evaluate: (evaluator: { run(node: unknown, context: unknown): unknown }, self: { args: unknown[] }, context: Variables) =>
      evaluate(context, () => evaluator.run(self.args[0], context)),
  }
}
