#!/bin/sh
# Sessions and VPC endpoints, in the world of guard-rails.yaml: what bounds a session, what goes on to the next, who is
# federated, and what comes through an endpoint. $URL is where the endpoint is; the environment's access key is that of
# user ann, who may do all.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

# Takes up the session that an answer gave: `become FILE COMMAND …`.
become() {
  made=$1
  shift
  AWS_ACCESS_KEY_ID=$(cut -f1 "$made") AWS_SECRET_ACCESS_KEY=$(cut -f2 "$made") AWS_SESSION_TOKEN=$(cut -f3 "$made") \
    aws "$@"
}
through() {
  vpce=$1
  shift
  aws --endpoint-url "$URL/vpce/$vpce" "$@"
}
CREDENTIALS='Credentials.[AccessKeyId,SecretAccessKey,SessionToken]'
allowing() {
  printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":%s,"Resource":"*"}]}' "$1"
}

key=11111111-2222-3333-4444-555555555555
role=arn:aws:iam::111122223333:role
printf 'attack at dawn' >plain.txt

step 'assume-role with a session policy' aws sts assume-role --role-arn $role/app --role-session-name ann \
  --policy "$(allowing '["kms:Encrypt","kms:ListKeys"]')" --query 'PackedPolicySize > `0`'
aws sts assume-role --role-arn $role/app --role-session-name ann --policy "$(allowing '["kms:Encrypt"]')" \
  --query "$CREDENTIALS" --output text >narrow.txt
step 'encrypt within the session policy' become narrow.txt kms encrypt --key-id $key --plaintext fileb://plain.txt
step 'describe-key beyond the session policy' become narrow.txt kms describe-key --key-id $key
step 'assume-role with a managed session policy' aws sts assume-role --role-arn $role/app --role-session-name ann \
  --policy-arns arn=arn:aws:iam::aws:policy/AWSKeyManagementServicePowerUser --query AssumedRoleUser.Arn
step 'assume-role with a session policy that is none' aws sts assume-role --role-arn $role/app \
  --role-session-name ann --policy '{"Statement":1}' --query Nothing
step 'assume-role for too long' aws sts assume-role --role-arn $role/app --role-session-name ann --duration-seconds 7200

aws sts assume-role --role-arn $role/app --role-session-name ann --tags Key=team,Value=orders Key=floor,Value=3 \
  --transitive-tag-keys team --source-identity ann --query "$CREDENTIALS" --output text >tagged.txt
step 'describe-key that a session tag lets' become tagged.txt kms describe-key --key-id alias/orders \
  --query KeyMetadata.KeyState
step 'describe-key without the tag' aws kms describe-key --key-id alias/orders
step 'assume-role by chaining' become tagged.txt sts assume-role --role-arn $role/next --role-session-name ann \
  --query '[AssumedRoleUser.Arn,SourceIdentity]'
become tagged.txt sts assume-role --role-arn $role/next --role-session-name ann --query "$CREDENTIALS" \
  --output text >chained.txt
step 'what is let by a tag that went on' become chained.txt kms describe-key --key-id alias/orders \
  --query KeyMetadata.KeyState
step 'assume-role with another value for a tag that went on' become tagged.txt sts assume-role --role-arn $role/next \
  --role-session-name ann --tags Key=Team,Value=billing
step 'assume-role with another source identity' become tagged.txt sts assume-role --role-arn $role/next \
  --role-session-name ann --source-identity eve
step 'assume-role by chaining for too long' become tagged.txt sts assume-role --role-arn $role/next \
  --role-session-name ann --duration-seconds 7200
step 'assume-role with tags that the role does not take' aws sts assume-role --role-arn $role/untagged \
  --role-session-name ann --tags Key=team,Value=orders
step 'assume-role without the external id' aws sts assume-role --role-arn $role/external --role-session-name ann
step 'assume-role with the external id' aws sts assume-role --role-arn $role/external --role-session-name ann \
  --external-id 12345 --query AssumedRoleUser.Arn

step 'get-federation-token' aws sts get-federation-token --name bob --policy "$(allowing '"kms:*"')" \
  --query FederatedUser
aws sts get-federation-token --name bob --policy "$(allowing '"kms:Encrypt"')" --query "$CREDENTIALS" \
  --output text >bob.txt
step 'encrypt of a federated user' become bob.txt kms encrypt --key-id $key --plaintext fileb://plain.txt
step 'describe-key of a federated user' become bob.txt kms describe-key --key-id $key
step 'get-caller-identity of a federated user' become bob.txt sts get-caller-identity
step 'list-users of a federated user' become bob.txt iam list-users
aws sts get-session-token --query "$CREDENTIALS" --output text >own.txt
step 'list-keys of a session of one’s own' become own.txt kms list-keys --query 'length(Keys)'
step 'list-users of a session of one’s own' become own.txt iam list-users
step 'get-session-token of a session' become own.txt sts get-session-token

step 'list-keys through the endpoint' through vpce-0123456789abcdef0 kms list-keys --query 'length(Keys)'
step 'describe-key that the endpoint does not let through' through vpce-0123456789abcdef0 kms describe-key --key-id $key
step 'encrypt that only the endpoint may' through vpce-0123456789abcdef0 kms encrypt --key-id alias/inside \
  --plaintext fileb://plain.txt
step 'encrypt past the endpoint' aws kms encrypt --key-id alias/inside --plaintext fileb://plain.txt
step 'list-keys in another Region through it' through vpce-0123456789abcdef0 kms list-keys --region eu-west-1
step 'list-keys through one that is not there' through vpce-00000000000000000 kms list-keys
step 'what CloudTrail has of it' aws cloudtrail lookup-events --max-results 50 \
  --lookup-attributes AttributeKey=EventName,AttributeValue=DescribeKey \
  --query "length(Events[?contains(CloudTrailEvent, 'vpce-0123456789abcdef0')])"
