import type { WireRequest } from '../wire-request.ts';

/** An operation, and what its request says outside its body. */
export interface Route {
  readonly operation: string;
  /** Members that the path and the query tell. */
  readonly members: Readonly<Record<string, string | number>>;
}

const FUNCTIONS = '/2015-03-31/functions';

/** Parameters of the query that are members of the input, and those of them that are numbers. */
const PARAMETERS = ['Marker', 'MaxItems', 'Qualifier'];
const NUMBERS = ['MaxItems'];

/** What is asked of all functions, of one, and of a part of one, by method. */
const ON_ALL: Methods = { GET: 'ListFunctions', POST: 'CreateFunction' };
const ON_ONE: Methods = { DELETE: 'DeleteFunction', GET: 'GetFunction' };
const ON_PART: Readonly<Record<string, Methods>> = {
  configuration: { GET: 'GetFunctionConfiguration', PUT: 'UpdateFunctionConfiguration' },
  invocations: { POST: 'Invoke' },
};

type Methods = Readonly<Record<string, string>>;

/**
 * The operation of Lambda that a request asks for, or null for one that the lab has not.
 * Source: Lambda API Reference, "Request Syntax" of each action.
 */
export function routeOf({ method, path, query }: Pick<WireRequest, 'method' | 'path' | 'query'>): Route | null {
  if (path !== FUNCTIONS && !path.startsWith(`${FUNCTIONS}/`)) return null;
  const [name = '', part, ...more] = path.slice(FUNCTIONS.length + 1).split('/');
  const functionName = decoded(name);
  if (more.length > 0 || functionName === null) return null;
  const methods = name === '' ? ON_ALL : part === undefined ? ON_ONE : (own(ON_PART, part) ?? {});
  const operation = own(methods, method);
  if (operation === undefined) return null;
  const named = name === '' ? {} : { FunctionName: functionName };
  return { operation, members: { ...named, ...parametersIn(query) } };
}

function parametersIn(query: string): Route['members'] {
  const told = [...new URLSearchParams(query)].filter(([name]) => PARAMETERS.includes(name));
  return Object.fromEntries(told.map(([name, value]) => [name, NUMBERS.includes(name) ? Number(value) : value]));
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // no UTF-8
  }
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
