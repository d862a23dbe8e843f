/** A function of the script. */
interface ShellFunction {
  readonly name: string;
  /** Others that it calls. */
  readonly calls: readonly string[];
  readonly text: string;
}

/** `laptop …` by openssl 3: what `openssl enc` can't do, AES with a seal, is done by its CMS. */
const LAPTOP = `# laptop VERB …: what is done outside AWS.
laptop() {
  local verb=$1 key='' signature=''
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --key | --public-key) key=$2 && shift 2 ;;
      --signature) signature=$2 && shift 2 ;;
      *) break ;;
    esac
  done
  case $verb in
    encrypt)
      if [ "$(wc -c <"$key")" -eq 32 ]; then
        openssl cms -encrypt -binary -outform DER -aes-256-gcm -secretkey "$(hex "$key")" -secretkeyid 00 -in "$1"
      else
        openssl pkeyutl -encrypt -pubin -keyform DER -inkey "$key" -in "$1" \\
          -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256
      fi
      ;;
    decrypt) openssl cms -decrypt -binary -inform DER -secretkey "$(hex "$key")" -secretkeyid 00 -in "$1" ;;
    verify) openssl dgst -sha256 -verify "$key" -keyform DER -signature "$signature" "$1" ;;
    random) openssl rand "$1" ;;
    write)
      local name=$1
      shift
      printf %s "$*" >"$name"
      ;;
    show) cat "$1" ;;
    pick) tr -d '\\n' <"$1" | sed -n 's/.*"'"$2"'" *: *"\\([^"]*\\)".*/\\1/p' | grep . | openssl base64 -d -A ;;
    forget) : >"$1" ;;
    alter)
      local last
      last=$(tail -c 1 "$1" | od -An -tu1 | tr -d ' ')
      { head -c "$(($(wc -c <"$1") - 1))" "$1" && printf '%b' "\\\\0$(printf %03o "$((last ^ 1))")"; } >"$1.altered"
      mv "$1.altered" "$1"
      ;;
    compare) cmp "$1" "$2" ;;
    *) fail "laptop has no $verb" ;;
  esac
}

hex() {
  od -An -v -tx1 "$1" | tr -d ' \\n'
}`;

/**
 * The functions that a script's lines call; each script has those that it uses. They keep to what bash 3.2 can do, which
 * is what macOS has.
 */
const FUNCTIONS: readonly ShellFunction[] = [
  {
    name: 'fail',
    calls: [],
    text: `fail() {
  printf '%s: %s\\n' "\${0##*/}" "$1" >&2
  exit 1
}`,
  },
  {
    name: 'is_lab',
    calls: [],
    text: `is_lab() {
  [ "$KMSLAB_ENDPOINT" != aws ]
}`,
  },
  {
    name: 'not_on_aws',
    calls: [],
    text: `# Tells of something that the real AWS has no way to do, and that is left out there.
not_on_aws() {
  printf 'not on the real AWS: %s\\n' "$1" >&2
}`,
  },
  {
    name: 'aws',
    calls: ['is_lab'],
    text: `aws() {
  if is_lab; then
    command aws --endpoint-url "$KMSLAB_ENDPOINT\${kmslab_way:-}" "$@"
  else
    command aws "$@"
  fi
}`,
  },
  {
    name: 'as',
    calls: ['is_lab'],
    text: `# as PRINCIPAL: who acts from here on. The lab gives out credentials; for the real AWS it is a profile.
as() {
  export kmslab_caller=$1
  if is_lab; then
    local found
    found=$(kmslab env --connect "$KMSLAB_ENDPOINT" --as "$1")
    eval "$found"
  else
    export AWS_PROFILE="\${1//\\//-}"
  fi
}`,
  },
  {
    name: 'in_session',
    calls: ['is_lab', 'fail'],
    text: `# in_session JSON COMMAND…: one command with a session of the caller that carries this.
in_session() {
  local session=$1
  shift
  is_lab || fail "on the real AWS, get a session that carries $session with aws sts assume-role"
  (
    found=$(kmslab env --connect "$KMSLAB_ENDPOINT" --as "$kmslab_caller" --session "$session") || exit 1
    eval "$found"
    "$@"
  )
}`,
  },
  {
    name: 'through',
    calls: ['is_lab', 'not_on_aws'],
    text: `# through ENDPOINT COMMAND…: one command that comes through a VPC endpoint.
through() {
  local kmslab_way="/vpce/$1"
  is_lab || not_on_aws "the VPC endpoint $1 of the lab; the next command goes the usual way"
  shift
  "$@"
}`,
  },
  { name: 'laptop', calls: ['fail'], text: LAPTOP },
  {
    name: 'mark',
    calls: [],
    text: `mark() {
  printf '\\n== %s\\n' "$1"
}`,
  },
  {
    name: 'need',
    calls: ['fail'],
    text: `# need NAME…: values that later lines use. Without them there is no going on.
need() {
  local name
  for name in "$@"; do
    case \${!name} in
      '' | None) fail "expected a value for $name, and none came" ;;
    esac
  done
}`,
  },
  {
    name: 'expect_error',
    calls: ['fail'],
    text: `# expect_error NAME COMMAND…: the command must be refused, by AWS's name for the error; \`refusal\` is any.
expect_error() {
  local name=$1 status=0
  shift
  kmslab_refusal=$("$@" 2>&1 >/dev/null) || status=$?
  printf '%s\\n' "$kmslab_refusal"
  [ "$status" -ne 0 ] || fail "expected $name, and it was done: $*"
  case $name in
    refusal) ;;
    UsageError) [ "$status" -eq 252 ] || fail "expected a usage error: $*" ;;
    WaiterError) [ "$status" -eq 255 ] || fail "expected the wait to fail: $*" ;;
    *) [[ $kmslab_refusal == *"($name)"* ]] || fail "expected $name: $*" ;;
  esac
}`,
  },
  {
    name: 'refused_with',
    calls: ['fail'],
    text: `# refused_with TEXT: what the last refusal must have said.
refused_with() {
  [[ $kmslab_refusal == *"$1"* ]] || fail "expected the refusal to say: $1"
}`,
  },
  {
    name: 'expect_is',
    calls: ['fail'],
    text: `# expect_is WANTED FOUND: two texts that must be the same.
expect_is() {
  [ "$1" = "$2" ] || fail "expected $1, found $2"
  printf '%s\\n' "$2"
}`,
  },
  {
    name: 'advance',
    calls: ['is_lab', 'not_on_aws', 'fail'],
    text: `# advance TIME: moves the lab's clock, by 8d or 5m, to an instant, or to what is due next.
advance() {
  local answer
  if ! is_lab; then
    not_on_aws "advance $1"
    return 0
  fi
  answer=$(curl -sS -d "{\\"advance\\": \\"$1\\"}" "$KMSLAB_ENDPOINT/_kmslab/advance")
  [[ $answer == *'"now"'* ]] || fail "advance $1: $answer"
}`,
  },
  {
    name: 'lab_step',
    calls: ['is_lab', 'not_on_aws'],
    text: `# lab_step STEP: what only the lab can do or look at, as a step of a scenario.
lab_step() {
  if is_lab; then
    kmslab step --connect "$KMSLAB_ENDPOINT" "$1"
  else
    not_on_aws "$1"
  fi
}`,
  },
  {
    name: 'wait_in_lab',
    calls: ['is_lab'],
    text: `# wait_in_lab STEP: the lab's clock stands until it is moved, and who waits moves it. The real AWS just takes its time.
wait_in_lab() {
  if is_lab; then
    kmslab step --connect "$KMSLAB_ENDPOINT" "$1"
  fi
}`,
  },
];

/** The text of the functions that are called, and of those that these call, in the order of the table. */
export function functionsFor(called: Iterable<string>): string {
  const used = new Set<string>();
  const use = (name: string): void => {
    used.add(name);
    for (const other of FUNCTIONS.find((one) => one.name === name)?.calls ?? []) use(other);
  };
  for (const name of called) use(name);
  return FUNCTIONS.filter(({ name }) => used.has(name))
    .map(({ text }) => text)
    .join('\n\n');
}
