import { goName, listType, type StaticType, simple, UNKNOWN } from './static-type';

/**
 * The type of a function that asks something of each element of a list, or in the controller's words what is wrong with
 * what it asks (expr-lang/expr 1.17.7 checker/checker.go).
 * @param answer the type of what is asked; undefined where nothing is
 */
export function checkPredicate(name: string, list: StaticType, answer: StaticType | undefined): StaticType | string {
  const element = list.is === 'list' ? list.of : UNKNOWN;
  const asksYesOrNo = !['map', 'sum', 'groupBy', 'sortBy', 'reduce'].includes(name);
  if (asksYesOrNo && answer !== undefined && answer.is !== 'boolean' && answer.is !== 'unknown') {
    return answer.is === 'nil'
      ? 'predicate should has one input and one output param'
      : `predicate should return boolean (got ${goName(answer)})`;
  }
  switch (name) {
    case 'filter':
      return listType(element);
    case 'map':
      return listType(answer ?? UNKNOWN);
    case 'count':
    case 'findIndex':
    case 'findLastIndex':
      return simple('int');
    case 'sum':
      return answer ?? element;
    case 'find':
    case 'findLast':
      return element;
    case 'groupBy':
      return { is: 'map', of: listType(UNKNOWN), key: 'any' };
    case 'sortBy':
      return list;
    case 'reduce':
      return answer ?? UNKNOWN;
    default:
      return simple('boolean');
  }
}
