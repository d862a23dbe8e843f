# What the scripts beside this file share, which are in AWS CLI syntax that AWS takes too: `sh SCRIPT FOLDER`, with an
# empty folder for its files.
#   $AWS    the command that stands for `aws`, with its global options
#   $AS     set where that command takes a principal behind it: $AS PRINCIPAL …; elsewhere requests of others than the
#           administrator are signed with their access keys
#   $CLOCK  set where an endpoint's clock stands: the address at which it is moved; elsewhere waiting moves the clock
# shellcheck shell=sh
set -u
account=111122223333

# Prints the step's name, what its command printed, and its exit code: `step NAME COMMAND …`.
step() {
  name=$1
  shift
  echo "== $name"
  "$@" 2>&1
  echo "exit $?"
}
aws() {
  # shellcheck disable=SC2086 # $AWS is several words
  $AWS "$@"
}
# What a later step needs, taken from an answer by --query.
value() {
  aws "$@" --output text
}
# An `aws` of a principal: `acting PRINCIPAL ID SECRET …`. It has the access key, unless $AS makes that unnecessary.
acting() {
  principal=$1 key_id=$2 key_secret=$3
  shift 3
  if [ -n "${AS-}" ]; then
    # shellcheck disable=SC2086
    $AS "$principal" "$@"
  else
    # shellcheck disable=SC2086
    AWS_ACCESS_KEY_ID=$key_id AWS_SECRET_ACCESS_KEY=$key_secret $AWS "$@"
  fi
}
# Gives a user an access key, whose halves are then in $id and $secret: `access_key USER`.
access_key() {
  aws iam create-access-key --user-name "$1" --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text >made.txt
  id=$(cut -f1 made.txt)
  secret=$(cut -f2 made.txt)
}
# Lets time pass where the clock stands (`later 2m`); elsewhere a waiter's own pauses move it.
later() {
  [ -n "${CLOCK-}" ] || return 0
  node -e 'fetch(process.argv[1], { method: "POST", body: JSON.stringify({ advance: process.argv[2] }) }).then(() => process.exit(0))' \
    "$CLOCK" "$1"
}
