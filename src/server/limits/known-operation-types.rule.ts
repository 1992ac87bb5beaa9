import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';

/** A kind of operation that the graph has not is the caller's mistake. graphql-js 16 finds it only as it runs, and takes it for a fault of its own. */
export const knownOperationTypes = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation) === undefined)
      context.reportError(new GraphQLError(`There are no ${node.operation}s here. Ask with a query.`, { nodes: [node] }));
  },
});
