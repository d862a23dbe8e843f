#!/bin/sh
# The life of some secrets: values and bytes, versions and labels, keys, a resource policy, a replica, the recovery
# window, and what a reader without kms:Decrypt gets.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

sm() {
  aws secretsmanager "$@"
}
ann() {
  acting arn:aws:iam::$account:user/ann "$id" "$secret" "$@"
}
# The six characters at the end of a secret's ARN are drawn.
withoutSuffix() {
  printed=$("$@" 2>&1)
  code=$?
  echo "$printed" | sed 's,\(secret:[a-z/]*\)-[A-Za-z0-9]\{6\},\1-SUFFIX,g'
  return $code
}
value='--query SecretString --output text'

key=$(aws kms create-key --description secrets --query KeyMetadata.KeyId --output text)
one=11111111-1111-4111-8111-111111111111
two=21111111-1111-4111-8111-111111111111
three=31111111-1111-4111-8111-111111111111
step 'create-secret' withoutSuffix sm create-secret --name app/db --secret-string hunter2 --client-request-token $one \
  --description 'of the shop' --tags Key=team,Value=blue
step 'create-secret again' sm create-secret --name app/db --secret-string hunter3
step 'get-secret-value' sm get-secret-value --secret-id app/db $value
step 'get-secret-value, all of it' withoutSuffix sm get-secret-value --secret-id app/db
printf '\000\001\002\377' >token.bin
step 'create-secret of bytes' sm create-secret --name token --secret-binary fileb://token.bin --query Name
step 'get-secret-value of bytes' sm get-secret-value --secret-id token --query SecretBinary --output text
step 'list-secrets' sm list-secrets --query 'SecretList[].Name' --output text
step 'list-secrets by tag' sm list-secrets --filters Key=tag-key,Values=team --query 'SecretList[].Tags'
step 'put-secret-value' withoutSuffix sm put-secret-value --secret-id app/db --secret-string hunter3 \
  --client-request-token $two
step 'put-secret-value again' sm put-secret-value --secret-id app/db --secret-string hunter3 --client-request-token $two \
  --query VersionStages
step 'get-secret-value of the one before' sm get-secret-value --secret-id app/db --version-stage AWSPREVIOUS $value
step 'list-secret-version-ids' sm list-secret-version-ids --secret-id app/db \
  --query 'Versions[].[VersionStages,KmsKeyIds]'
step 'update-secret-version-stage without from' sm update-secret-version-stage --secret-id app/db \
  --version-stage AWSCURRENT --move-to-version-id $one
step 'update-secret-version-stage' withoutSuffix sm update-secret-version-stage --secret-id app/db \
  --version-stage AWSCURRENT --move-to-version-id $one --remove-from-version-id $two
step 'get-secret-value after the roll back' sm get-secret-value --secret-id app/db $value
step 'tag-resource' sm tag-resource --secret-id app/db --tags Key=stage,Value=test
step 'describe-secret' sm describe-secret --secret-id app/db --query '[Name,Description,Tags,KmsKeyId,VersionIdsToStages]'
step 'aws/secretsmanager' aws kms list-aliases --query 'Aliases[?AliasName==`alias/aws/secretsmanager`].AliasName'

aws iam create-user --user-name ann >/dev/null
access_key ann
step 'get-secret-value without any policy' withoutSuffix ann secretsmanager get-secret-value --secret-id app/db
printf '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*"}}' \
  >read.json
aws iam put-user-policy --user-name ann --policy-name read --policy-document file://read.json
step 'get-secret-value under aws/secretsmanager' ann secretsmanager get-secret-value --secret-id app/db $value
step 'update-secret to a key' withoutSuffix sm update-secret --secret-id app/db --kms-key-id "$key"
step 'get-secret-value without kms:Decrypt' ann secretsmanager get-secret-value --secret-id app/db
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Condition":{"StringEquals":{"kms:ViaService":"secretsmanager.us-east-1.amazonaws.com"}}}]}' \
  >decrypt.json
aws iam put-user-policy --user-name ann --policy-name decrypt --policy-document file://decrypt.json
step 'get-secret-value with kms:Decrypt through Secrets Manager' ann secretsmanager get-secret-value --secret-id app/db \
  $value
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::%s:user/ann"},"Action":"secretsmanager:*","Resource":"*"}]}' \
  $account >deny.json
step 'validate-resource-policy' sm validate-resource-policy --secret-id app/db --resource-policy file://deny.json
step 'put-resource-policy' withoutSuffix sm put-resource-policy --secret-id app/db --resource-policy file://deny.json
step 'get-secret-value that the policy denies' withoutSuffix ann secretsmanager get-secret-value --secret-id app/db
step 'get-resource-policy' sm get-resource-policy --secret-id app/db --query ResourcePolicy --output text
step 'delete-resource-policy' withoutSuffix sm delete-resource-policy --secret-id app/db
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:*","Resource":"*"}]}' \
  >public.json
step 'put-resource-policy that is public' sm put-resource-policy --secret-id app/db --resource-policy file://public.json \
  --block-public-policy
step 'replicate-secret-to-regions' sm replicate-secret-to-regions --secret-id app/db \
  --add-replica-regions Region=us-west-2 --query ReplicationStatus
step 'get-secret-value in the other Region' sm get-secret-value --region us-west-2 --secret-id app/db $value
step 'put-secret-value in the other Region' sm put-secret-value --region us-west-2 --secret-id app/db --secret-string x
step 'delete-secret that has a replica' sm delete-secret --secret-id app/db
step 'remove-regions-from-replication' sm remove-regions-from-replication --secret-id app/db \
  --remove-replica-regions us-west-2 --query ReplicationStatus
step 'update-secret to another value' withoutSuffix sm update-secret --secret-id app/db --secret-string hunter4 \
  --client-request-token $three
aws kms disable-key --key-id "$key"
step 'get-secret-value under a disabled key' sm get-secret-value --secret-id app/db
step 'create-secret under a key that is not there' sm create-secret --name other --secret-string x \
  --kms-key-id alias/nothing
step 'delete-secret' withoutSuffix sm delete-secret --secret-id app/db --recovery-window-in-days 7
step 'get-secret-value that waits' sm get-secret-value --secret-id app/db
step 'create-secret that waits' sm create-secret --name app/db
step 'restore-secret' withoutSuffix sm restore-secret --secret-id app/db
step 'delete-secret at once' sm delete-secret --secret-id app/db --force-delete-without-recovery --query Name
step 'get-random-password' sm get-random-password --password-length 40 --exclude-punctuation \
  --query 'length(RandomPassword)'
step 'what CloudTrail has of it' aws cloudtrail lookup-events \
  --lookup-attributes AttributeKey=EventName,AttributeValue=PutSecretValue --query 'length(Events)'
