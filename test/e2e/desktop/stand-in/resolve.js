const STAND_IN = new URL('./electron.js', import.meta.url).href;

/**
 * A resolve hook. The real `electron` package would start a download when plain Node imports it.
 * Source: Node.js, "Modules: node:module API", Customization Hooks.
 * @type {import('node:module').ResolveHook}
 */
export const resolve = (specifier, context, nextResolve) =>
  specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : nextResolve(specifier, context);
