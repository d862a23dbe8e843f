import type { Mutant } from './mutant.ts';

/** A place in a file, and what is put there instead. */
type Change = readonly [find: string, put: string];

/** Mistakes that somebody could make in the code that decides, by file. Each is to be found by the truth table. */
const CHANGES: Readonly<Record<string, readonly Change[]>> = {
  'judge.ts': [
    ["if (statement.effect === 'Deny') denies.push(index);", "if (statement.effect === 'Deny') continue;"],
    ["if (statement.parts[0]?.namedAs === 'caller') namedItself", 'namedItself'],
    ['isRootUser(principal) || identityAllows.length > 0', 'identityAllows.length > 0'],
    ['isRootUser(principal) || identityAllows.length > 0', 'true'],
    ['principal.accountId !== resourceAccountId', 'false'],
    ["if (bounds.serviceControl.result === 'noMatch')", 'if (false)'],
    ["if (bounds.vpcEndpoint.result === 'noMatch')", 'if (false)'],
    [
      "const isCut = bounds.boundary.result === 'noMatch' || bounds.session.result === 'noMatch';",
      "const isCut = bounds.session.result === 'noMatch';",
    ],
    [
      "const isCut = bounds.boundary.result === 'noMatch' || bounds.session.result === 'noMatch';",
      "const isCut = bounds.boundary.result === 'noMatch';",
    ],
    ['named: isForeign ? [] : namedItself', 'named: isForeign ? [] : findings.named'],
    ['named: isForeign ? [] : namedItself', 'named: []'],
    [
      `isAllowedAtHome: false,
    grant`,
      'grant',
    ],
    ["grant: isForeign || grant?.as !== 'caller' ? null : grant", 'grant: null'],
    ['if (!request.isCrossAccountOperation)', 'if (false)'],
    ['if (named.length > 0) {', 'if (named.length > 0 && isAllowedAtHome) {'],
    ['if (trusted.length > 0 && isAllowedAtHome)', 'if (isAllowedAtHome)'],
    ['if (trusted.length > 0 && isAllowedAtHome)', 'if (trusted.length > 0)'],
    ['if (isAllowedByKey && isAllowedAtHome) {', 'if (isAllowedByKey) {'],
    ['if (isAllowedByKey && isAllowedAtHome) {', 'if (isAllowedAtHome) {'],
    ['const isAllowedByKey = named.length > 0 || trusted.length > 0;', 'const isAllowedByKey = named.length > 0;'],
    ['const isAllowedByKey = named.length > 0 || trusted.length > 0;', 'const isAllowedByKey = trusted.length > 0;'],
    ["if (as !== 'account') return allowed", 'if (true) return allowed'],
    ["principal.type === 'root' ? 'root-user-of-the-account' : 'key-policy-allows'", "'key-policy-allows'"],
    ["if (grant !== null && grant.as !== 'account') return judgeGrant", 'if (false) return judgeGrant'],
    ['retires?.accounts.includes(principal.accountId) === true', 'true'],
    ['if (!isAccountNamed) {', 'if (false) {'],
  ],
  'bounds.ts': [
    [
      'levels.find(({ target }) => !allowsAt(type, target, statements))',
      'levels.some(({ target }) => allowsAt(type, target, statements)) ? undefined : levels[0]',
    ],
    ['levels.find(({ target }) => !allowsAt(type, target, statements))', 'undefined as PolicyLevel | undefined'],
    ['source.target === target && ', ''],
  ],
  'guardrails.ts': [
    ["if (principal.type === 'service') return 'service';", ''],
    [
      `return 'service';
  return isServiceLinked(principal) ?`,
      `return 'service';
  return false ?`,
    ],
    [
      `return 'awsManagedKey';
  return isServiceLinked(principal) ?`,
      `return 'awsManagedKey';
  return false ?`,
    ],
    ["= ['kms', 'sts', 's3',", "= ['kms', 's3',"],
    ["= ['kms', 'sts', 's3',", "= ['sts', 's3',"],
    ["if (!RCP_SERVICES.includes(lower.slice(0, lower.indexOf(':')))) return 'serviceWithoutRcps';", ''],
    ["if (lower === RETIRE_GRANT) return 'retireGrant';", ''],
    ["if (resource?.key.keyManager === 'AWS') return 'awsManagedKey';", ''],
    ["(principal.type === 'federatedUser' ? NONE : null)", 'null'],
  ],
  'policy-principals.ts': [
    ["issuers.set(text, match('sessionIssuer', text));", 'issuers.set(text, named);'],
    ['return services.get(caller.service) ?? nobody;', 'return nobody;'],
    ['return roots.get(caller.accountId) ?? nobody;', 'return nobody;'],
    ['roots.set(principal.accountId, named);', "roots.set(principal.accountId, match('account', text));"],
    [
      `callers.get(caller.arn) ??
          providers`,
      'providers',
    ],
    ['byName(issuers, caller.roleArn, caller.id, ids) ??', ''],
    [
      `callers.get(caller.arn) ??
          byName(issuers, caller.userArn`,
      'byName(issuers, caller.userArn',
    ],
    ['byName(issuers, caller.userArn, caller.id, ids) ??', ''],
    ["if (effect === 'Deny' && guardrails.boundary !== null) return others;", ''],
    ["texts.has('*') || isExempt(principal, ids) ? exempt : others", 'exempt'],
    ['return accounts.has(caller.accountId);', 'return false;'],
    [
      'return isNamed(caller.arn, caller.id, ids);',
      'return isNamed(caller.arn, caller.id, ids) || accounts.has(caller.accountId);',
    ],
    ['texts.has(caller.arn) && isNamed(caller.roleArn', 'isNamed(caller.roleArn'],
    ['isNamed(caller.roleArn, caller.id, ids) && accounts.has(caller.accountId)', 'accounts.has(caller.accountId)'],
    [
      'isNamed(caller.roleArn, caller.id, ids) && accounts.has(caller.accountId)',
      'isNamed(caller.roleArn, caller.id, ids)',
    ],
    ['if (everyone !== null) {', 'if (false) {'],
    [
      `byName(callers, caller.arn, caller.id, ids) ??
          accounts`,
      'accounts',
    ],
    ['providers.get(provider) ??', ''],
  ],
  'policies-asked.ts': [
    ["for (const { name, policy } of identityPolicies) visit(policy, namedSource(policy, 'identity', name));", ''],
    ["visitLevels('scp', serviceControlOf(request), visit);", ''],
    ["visitLevels('rcp', resourceControlOf(request), visit);", ''],
    ['if (vpcEndpoint !== null) visit(', 'if (false) visit('],
    ['if (boundary !== null) visit(', 'if (false) visit('],
    ["visit(policy, namedSource(policy, 'session', name));", ''],
  ],
  'reasons.ts': [
    ['request.keyPolicy === null ? null : grantFor(request)', 'null'],
    ['&& grants.length === 0 ', ''],
    ['if (last.traces[index] !== traces[index]) return false;', 'continue;'],
  ],
  'decide.ts': [['request.keyPolicy === null ? null : grantFor(request)', 'null']],
  'evaluate.ts': [
    ['parts.every(({ matched }) => matched) ?', 'parts.some(({ matched }) => matched) ?'],
    ["as === 'account' && effect === 'Allow' && (kind", 'false && (kind'],
    ["(kind === 'key' || kind === 'trust' ||", "(kind === 'key' ||"],
    [
      `last.principal === principal &&
    `,
      '',
    ],
    [
      `(principal === null || parts[0] === principal) &&
    `,
      '',
    ],
    [
      `parts[at] === action &&
    `,
      '',
    ],
    [
      `parts[at + 1] === resource &&
    `,
      '',
    ],
    ['(condition === null || parts[at + 2] === condition)', 'true'],
    ["if (principal?.as === 'nobody') continue;", ''],
    ['!matchAction(action, request).matched || ', ''],
    [' || !matchResource(request.resourceArn, request).matched', ''],
    ['if (!condition.holds(request, values)) continue;', ''],
  ],
  'wildcard.ts': [
    [': (text) => text === first;', ': (text) => text.startsWith(first);'],
    ['text.length === first.length && fitsAt(text, first, 0)', 'fitsAt(text, first, 0)'],
    ['() => true : (text) => text.startsWith(first)', '() => true : (text) => text.includes(first)'],
    ['text.length < shortest || ', ''],
    [' || !fitsAt(text, last, end)) return false;', ') return false;'],
    ['from = found + piece.length;', 'from = found;'],
    ['return found <= lastStart ? found : -1;', 'return found;'],
    ['start <= lastStart; start++', 'start < lastStart; start++'],
    ['wanted !== ANY_CODE && ', ''],
  ],
  'grant-match.ts': [
    [' || !grant.operations.includes(operation)', ''],
    ['grant.sourceArn !== sourceArn', 'false'],
    ["['DescribeKey', 'GetPublicKey', 'RetireGrant']", '[]'],
    ['subset === undefined || contains(encryptionContext, subset)', 'true'],
    ['equals === undefined || isSame(encryptionContext, equals)', 'true'],
    ['Object.keys(context).length === Object.keys(equals).length && ', ''],
    ['given === value && other.toLowerCase() === lower', 'other.toLowerCase() === lower'],
    ['given === value && other.toLowerCase() === lower', 'given === value && other === name'],
    [' || !child.operations.every((operation) => parent.operations.includes(operation))', ''],
    [
      'childEquals === undefined || !isSame(childEquals, equals)',
      'childEquals !== undefined && !isSame(childEquals, equals)',
    ],
    ['childEquals === undefined || !isSame(childEquals, equals)', 'childEquals === undefined'],
    ['return contains(childEquals ?? child.encryptionContextSubset ?? NOTHING, subset);', 'return true;'],
    ['childEquals ?? child.encryptionContextSubset ?? NOTHING', 'child.encryptionContextSubset ?? NOTHING'],
    ['as === null || !grant.operations', '!grant.operations'],
    ["if (principal.arn === named) return 'caller';", ''],
    ["if (issuer === named) return 'sessionIssuer';", ''],
    ["if (issuer === named) return 'sessionIssuer';", "if (issuer === named) return 'caller';"],
    ["named.startsWith('arn:') ? 'account' : null", "false ? 'account' : null"],
    ['<= NEAREST.indexOf(as)', '>= NEAREST.indexOf(as)'],
  ],
  'conditions/compile-condition.ts': [
    ['answers.includes(isMissing(seen))', '!answers.includes(isMissing(seen))'],
    ["isMissing(seen) || seen === '' || ", '!isMissing(seen) && '],
    [" || seen === '' || ", ' || '],
    [
      'listed(seen).every((value) => fits(value, request) !== isNegated)',
      'listed(seen).some((value) => fits(value, request) !== isNegated)',
    ],
    [
      'listed(seen).every((value) => fits(value, request) !== isNegated)',
      'listed(seen).every((value) => fits(value, request))',
    ],
    ['isMissing(seen) ? ifExists :', 'isMissing(seen) ? isNegated || ifExists :'],
    ['isMissing(seen) ? ifExists :', 'isMissing(seen) ? false :'],
    [
      'listed(seen).some((value) => fits(value, request) !== isNegated)',
      'listed(seen).every((value) => fits(value, request) !== isNegated)',
    ],
    [
      'listed(seen).some((value) => fits(value, request) !== isNegated)',
      'listed(seen).some((value) => fits(value, request)) !== isNegated',
    ],
    ['return isNegated || ifExists;', 'return ifExists;'],
    ['return isNegated || ifExists;', 'return isNegated;'],
    [
      "if (typeof seen === 'string') return fits(seen, request) !== isNegated;",
      "if (typeof seen === 'string') return fits(seen, request);",
    ],
    ["typeof value === 'number' || typeof value === 'boolean'", "typeof value === 'number'"],
    ['said.every((holds) => holds)', 'said.some((holds) => holds)'],
    ['sees !== saw[index] || test.isChanging', 'test.isChanging'],
    ['sees !== saw[index] || test.isChanging', 'sees !== saw[index]'],
    ['failed !== failedLast', 'failedLast === -1'],
    ['if (!holds(values[slot] ?? null, request)) return false;', 'continue;'],
  ],
  'conditions/operators.ts': [
    ['(seen) => seen === wanted;', '(seen) => seen.toLowerCase() === wanted.toLowerCase();'],
    ['return (seen) => seen.toLowerCase() === lower;', 'return (seen) => seen === wanted;'],
    ['? (seen) => seen.toLowerCase() === lower : null', '? (seen) => seen.toLowerCase() !== lower : null'],
    ["return (seen) => seen.replace(/=+$/, '') === bare;", 'return () => true;'],
    ['holds(toNumber(seen), wanted)', 'holds(seen as never, text as never)'],
    [
      '  Equals: (seen: number, wanted: number) => seen === wanted',
      '  Equals: (seen: number, wanted: number) => seen >= wanted',
    ],
    ['=> seen < wanted', '=> seen <= wanted'],
    ['=> seen <= wanted', '=> seen < wanted'],
    ['=> seen > wanted', '=> seen >= wanted'],
    ['=> seen >= wanted', '=> seen > wanted'],
    ["['StringEquals', { ...text, compile: equalText }]", "['StringEquals', pattern]"],
    ["['StringLike', pattern]", "['StringLike', { ...text, compile: equalText }]"],
    ["['ArnEquals', arnPattern]", "['ArnEquals', { ...text, compile: equalText }]"],
    ["['ArnLike', arnPattern]", "['ArnLike', pattern]"],
    [
      "['StringNotEquals', { ...text, compile: equalText, ...NOT }]",
      "['StringNotEquals', { ...text, compile: equalText }]",
    ],
    [
      "['StringNotEqualsIgnoreCase', { ...text, compile: equalIgnoringCase, ...NOT }]",
      "['StringNotEqualsIgnoreCase', { ...text, compile: equalIgnoringCase }]",
    ],
    [
      "['StringNotEqualsIgnoreCase', { ...text, compile: equalIgnoringCase, ...NOT }]",
      "['StringNotEqualsIgnoreCase', { ...text, compile: equalText, ...NOT }]",
    ],
    ["['StringNotLike', { ...pattern, ...NOT }]", "['StringNotLike', pattern]"],
    ["['NotIpAddress', { ...range, ...NOT }]", "['NotIpAddress', range]"],
    ["['ArnNotEquals', { ...arnPattern, ...NOT }]", "['ArnNotEquals', arnPattern]"],
    ["['ArnNotLike', { ...arnPattern, ...NOT }]", "['ArnNotLike', arnPattern]"],
    [
      "['NumericNotEquals', { ...number, compile: ordered(numberValue, ORDERS.Equals), ...NOT }]",
      "['NumericNotEquals', { ...number, compile: ordered(numberValue, ORDERS.Equals) }]",
    ],
    [
      "['DateNotEquals', { ...date, compile: ordered(dateValue, ORDERS.Equals), ...NOT }]",
      "['DateNotEquals', { ...date, compile: ordered(dateValue, ORDERS.Equals) }]",
    ],
    ['ifExists: ifExists !== undefined', 'ifExists: false'],
    ["qualifier === 'ForAllValues' || qualifier === 'ForAnyValue' ? qualifier : null", 'null'],
    [
      "qualifier === 'ForAllValues' || qualifier === 'ForAnyValue' ? qualifier : null",
      "qualifier === 'ForAnyValue' ? qualifier : null",
    ],
  ],
  'conditions/values.ts': [
    ['matchers.some((matches)', 'matchers.every((matches)'],
    ['hasVariables && comparison.reads', 'comparison.reads'],
    [
      'return pieces !== null && compilePieces(pieces)(seen);',
      'return pieces === null || compilePieces(pieces)(seen);',
    ],
    [
      'return text !== null && compile(text)?.(seen) === true;',
      'return text === null || compile(text)?.(seen) === true;',
    ],
  ],
  'conditions/template.ts': [
    ['return { exact: inside };', 'return inside as never;'],
    ["[literalPiece(value ?? '')]", "patternPieces(value ?? '')"],
    ['fallback: found[2] ?? null', 'fallback: null'],
    [
      "typeof value === 'string' ? value : part.fallback",
      "part.fallback ?? (typeof value === 'string' ? value : null)",
    ],
    ['if (piece === null) return null;', 'if (piece === null) continue;'],
    ["if (value === null && typeof part !== 'string') return null;", ''],
  ],
  'conditions/arn-pattern.ts': [
    ['if (sections.length < SECTIONS) return false;', 'if (sections.length < SECTIONS) return true;'],
    ['patterns.every((fits', 'patterns.some((fits'],
    ['const SECTIONS = 6;', 'const SECTIONS = 5;'],
  ],
  'conditions/date-value.ts': [
    ['return Number(text) * 1000;', 'return Number(text);'],
    ['if (!ISO.test(text)) return Number.NaN;', 'if (!ISO.test(text)) return 0;'],
  ],
  'conditions/ip-range.ts': [
    [' || words.length !== network.length', ''],
    ['bits - index * WORD_BITS', 'bits'],
    ['length === undefined ? most', 'length === undefined ? 0'],
    ['Number.parseInt(part, 16)', 'Number.parseInt(part, 10)'],
  ],
  'condition-keys/condition-key.ts': [
    ["kind === 'key' && key.isForIdentityPoliciesOnly === true ?", 'false ?'],
    ["= ['kms:ResourceAliases'];", '= [];'],
  ],
  'condition-keys/prefixed-keys.ts': [
    ['lower.startsWith(prefix.toLowerCase())', 'name.startsWith(prefix)'],
    ['pair.toLowerCase() === wanted', 'pair === asWritten'],
    [
      `entity?.tags })),
    isForIdentityPoliciesOnly: true,
  },
  {`,
      `entity?.tags })),
  },
  {`,
    ],
  ],
  'condition-keys/global-keys.ts': [
    [' || call.circumstances.sourceVpce !== undefined', ''],
    ['viaService !== null || ', ''],
    ["principal.type === 'service' || ", ''],
    ['isSecureTransport !== false', 'isSecureTransport === true'],
    ['call.at / 1000', 'call.at'],
    [
      `  'ReplicateKey',
`,
      '',
    ],
    [
      `  'TagResource',
`,
      '',
    ],
    ["operation.startsWith('Untag')", 'false'],
  ],
  'condition-keys/service-keys.ts': [
    ['request.keyPolicy === null || isService(request) ? null', 'isService(request) ? null'],
    ["principal.type === 'service' ||\n    (keyPolicy !== null", '(keyPolicy !== null'],
    ['!/CustomKeyStores?$/.test(call.operation)', 'true'],
    ['keyPolicy === null && !/Custom', '!/Custom'],
    ['flag(!isService(request) && request.viaService !== null)', 'flag(request.viaService === null)'],
    ['chain.filter((service) => IN_CALLED_VIA.includes(service))', 'chain'],
    ['calledVia(request)?.[0] ?? null', 'calledVia(request)?.at(-1) ?? null'],
    ['calledVia(request)?.at(-1) ?? null', 'calledVia(request)?.[0] ?? null'],
    [
      'isService(request) ? (request.call.circumstances.sourceArn ?? null) : null',
      'request.call.circumstances.sourceArn ?? null',
    ],
    [
      'isService(request) ? (request.call.circumstances.sourceAccount ?? null) : null',
      'request.call.circumstances.sourceAccount ?? null',
    ],
  ],
  'condition-keys/key-keys.ts': [
    ['if (!resource.key.multiRegion) return null;', ''],
    ["resource.isReplica ? 'REPLICA' : 'PRIMARY'", "resource.isReplica ? 'PRIMARY' : 'REPLICA'"],
    [
      "?? inputText(request, 'CustomerMasterKeySpec') ?? 'SYMMETRIC_DEFAULT'",
      "?? inputText(request, 'CustomerMasterKeySpec')",
    ],
    ["?? inputText(request, 'CustomerMasterKeySpec') ??", '??'],
    ["inputText(request, 'KeyUsage') ?? 'ENCRYPT_DECRYPT'", "inputText(request, 'KeyUsage')"],
    ["inputText(request, 'Origin') ?? 'AWS_KMS'", "inputText(request, 'Origin')"],
    ['resource?.requestAlias ?? null', 'resource?.requestAlias ?? resource?.aliases[0] ?? null'],
    ["alias.slice(alias.indexOf('alias/'))", 'alias'],
    ["call.operation === 'CreateKey' ? toBe() : null", 'toBe()'],
    ["call.operation === 'CreateKey' && call.input.MultiRegion === true", "call.operation === 'CreateKey'"],
  ],
  'condition-keys/parameter-keys.ts': [
    ['if (value === undefined) return whenLeftOut;', 'if (value === undefined) return null;'],
    ['if (!operations.includes(operation)) return null;', ''],
    ["'string' ? input.EncryptionAlgorithm : 'SYMMETRIC_DEFAULT'", "'string' ? input.EncryptionAlgorithm : null"],
    ["'string' ? given : 'SYMMETRIC_DEFAULT'", "'string' ? given : null"],
    ["action === 'kms:ReEncryptFrom' ?", "action !== 'kms:ReEncryptFrom' ?"],
    ['if (!ENCRYPTING.includes(operation)) return null;', ''],
    ["'KEY_MATERIAL_EXPIRES'", "'KEY_MATERIAL_DOES_NOT_EXPIRE'"],
    ["'RotationPeriodInDays', '365'", "'RotationPeriodInDays', '90'"],
    ["'PendingWindowInDays', '30'", "'PendingWindowInDays', '7'"],
    ["'MessageType', 'RAW'", "'MessageType'"],
    ['isoTime(input.ValidTo * 1000)', 'isoTime(input.ValidTo)'],
    ['flag(input.BypassPolicyLockoutSafetyCheck === true)', 'flag(true)'],
    ['flag(call.reEncryptsOnSameKey)', 'flag(!call.reEncryptsOnSameKey)'],
    ['names.length === 0 ? null : names', 'names.length === 0 ? null : names.map((name) => name.toLowerCase())'],
  ],
  'condition-keys/grant-keys.ts': [
    ["if (EncryptionContextEquals !== undefined) return 'EncryptionContextEquals';", ''],
    ['flag(viaService !== null && ', 'flag('],
    ["['CreateGrant', 'ListGrants', 'RevokeGrant']", "['CreateGrant', 'ListGrants']"],
    ["['CreateGrant', 'ListGrants', 'RevokeGrant']", "['CreateGrant', 'RevokeGrant']"],
    ["operation === 'CreateGrant' && Array.isArray(input.Operations)", 'false && Array.isArray(input.Operations)'],
    ["request.call.operation === 'CreateGrant' ? inputText(request, member) : null", 'inputText(request, member)'],
  ],
  'condition-keys/read.ts': [
    [
      'newGrant.encryptionContextEquals ?? newGrant.encryptionContextSubset ?? encryptionContext',
      'newGrant.encryptionContextEquals ?? encryptionContext',
    ],
    [
      'newGrant.encryptionContextEquals ?? newGrant.encryptionContextSubset ?? encryptionContext',
      'newGrant.encryptionContextSubset ?? encryptionContext',
    ],
  ],
  'condition-keys/principal-keys.ts': [
    ["principal.type === 'roleSession' ? principal.roleArn : principal.arn", 'principal.arn'],
    ['call.circumstances.mfaAt) / 1000', 'call.circumstances.mfaAt)'],
    ["principal.type === 'user' ? principal.name : null", 'null'],
    ["(principal.type === 'service' ? null : principal.accountId)", 'principal.accountId'],
    ["flag(principal.type === 'service')", 'flag(false)'],
    ['TEMPORARY.includes(principal.type) || ', ''],
    ["= ['roleSession', 'federatedUser'];", "= ['roleSession'];"],
  ],
  'compile-statement.ts': [
    ['compileWildcard(pattern.toLowerCase())', 'compileWildcard(pattern)'],
    ['part(element, !isNot, prefix + value)', 'part(element, true, prefix + value)'],
    ["part(element, isNot, prefix + values.join(', '))", "part(element, true, prefix + values.join(', '))"],
    ["part(element, false, '')", "part(element, true, '')"],
    ["version === '2012-10-17'", 'true'],
    [
      'return pieces !== null && compilePieces(pieces)(text);',
      'return pieces === null || compilePieces(pieces)(text);',
    ],
    ["kind === 'key' || kind === 'trust' ? 'key' : 'identity'", "'key'"],
    ["kind === 'key' || kind === 'trust' ? 'key' : 'identity'", "'identity'"],
  ],
};

export const MUTANTS: readonly Mutant[] = Object.entries(CHANGES).flatMap(([file, changes]) =>
  changes.map(([find, put]) => ({ file, find, put })),
);
