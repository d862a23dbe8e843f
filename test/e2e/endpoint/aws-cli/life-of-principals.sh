#!/bin/sh
# The life of some principals: a user with an access key, a group, a role with its trust policy, managed and inline
# policies, a permissions boundary; what they let the user do with a key, and how it all goes again.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

ann() {
  acting arn:aws:iam::$account:user/team/ann "$id" "$secret" "$@"
}
policy() {
  printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":%s,"Resource":"*"}]}' "$1" >"$2"
}

key=$(value kms create-key --description 'orders' --query KeyMetadata.KeyId)
printf 'attack at dawn' >plain.txt

step 'create-user' aws iam create-user --user-name ann --path /team/ --tags Key=team,Value=blue Key=env,Value=test
step 'create-user again' aws iam create-user --user-name ann
step 'create-user of a bad name' aws iam create-user --user-name 'a nn'
step 'wait user-exists' aws iam wait user-exists --user-name ann
step 'get-user' aws iam get-user --user-name ann
step 'list-users' aws iam list-users --path-prefix /team/
step 'list-user-tags' aws iam list-user-tags --user-name ann
step 'untag-user' aws iam untag-user --user-name ann --tag-keys env
step 'get-user of nobody' aws iam get-user --user-name nobody

access_key ann
step 'list-access-keys' aws iam list-access-keys --user-name ann
step 'get-caller-identity of ann' ann sts get-caller-identity
step 'encrypt without any policy' ann kms encrypt --key-id "$key" --plaintext fileb://plain.txt
step 'create-user without any policy' ann iam create-user --user-name bob

policy '["kms:Encrypt","kms:DescribeKey"]' use.json
step 'put-user-policy' aws iam put-user-policy --user-name ann --policy-name use --policy-document file://use.json
step 'encrypt by an inline policy' ann kms encrypt --key-id "$key" --plaintext fileb://plain.txt
step 'list-user-policies' aws iam list-user-policies --user-name ann
step 'get-user-policy' aws iam get-user-policy --user-name ann --policy-name use
step 'get-user-policy of none' aws iam get-user-policy --user-name ann --policy-name none
step 'put-user-policy that is none' aws iam put-user-policy --user-name ann --policy-name bad --policy-document '{}' \
  --query Nothing
step 'delete-user-policy' aws iam delete-user-policy --user-name ann --policy-name use
step 'encrypt when it is gone' ann kms encrypt --key-id "$key" --plaintext fileb://plain.txt

policy '"kms:*"' keys.json
step 'create-policy' aws iam create-policy --policy-name keys --description 'all of KMS' \
  --policy-document file://keys.json --tags Key=team,Value=blue
keys=arn:aws:iam::$account:policy/keys
step 'create-policy again' aws iam create-policy --policy-name keys --policy-document file://keys.json
step 'get-policy' aws iam get-policy --policy-arn $keys
step 'get-policy-version' aws iam get-policy-version --policy-arn $keys --version-id v1
step 'create-group' aws iam create-group --group-name operators
step 'attach-group-policy' aws iam attach-group-policy --group-name operators --policy-arn $keys
step 'attach-group-policy of none' aws iam attach-group-policy --group-name operators \
  --policy-arn arn:aws:iam::$account:policy/none
step 'add-user-to-group' aws iam add-user-to-group --group-name operators --user-name ann
step 'get-group' aws iam get-group --group-name operators
step 'list-groups-for-user' aws iam list-groups-for-user --user-name ann
step 'list-attached-group-policies' aws iam list-attached-group-policies --group-name operators
step 'list-entities-for-policy' aws iam list-entities-for-policy --policy-arn $keys
step 'encrypt by the group' ann kms encrypt --key-id "$key" --plaintext fileb://plain.txt
step 'disable-key by the group' ann kms disable-key --key-id "$key"
step 'enable-key by the group' ann kms enable-key --key-id "$key"

policy '["kms:Encrypt","sts:*"]' most.json
aws iam create-policy --policy-name most --policy-document file://most.json >/dev/null
most=arn:aws:iam::$account:policy/most
step 'put-user-permissions-boundary' aws iam put-user-permissions-boundary --user-name ann --permissions-boundary $most
step 'encrypt within the boundary' ann kms encrypt --key-id "$key" --plaintext fileb://plain.txt
step 'disable-key beyond the boundary' ann kms disable-key --key-id "$key"
step 'get-user with a boundary' aws iam get-user --user-name ann
step 'delete-policy that is a boundary' aws iam delete-policy --policy-arn $most
step 'delete-user-permissions-boundary' aws iam delete-user-permissions-boundary --user-name ann

printf '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"kms:Encrypt","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"}}}]}' \
  >blue.json
aws iam put-group-policy --group-name operators --policy-name blue --policy-document file://blue.json
step 'encrypt denied by a tag' ann kms encrypt --key-id "$key" --plaintext fileb://plain.txt
step 'tag-user' aws iam tag-user --user-name ann --tags Key=team,Value=red
step 'encrypt with another tag' ann kms encrypt --key-id "$key" --plaintext fileb://plain.txt
step 'delete-group-policy' aws iam delete-group-policy --group-name operators --policy-name blue
step 'simulate-principal-policy' aws iam simulate-principal-policy --action-names kms:Decrypt s3:GetObject \
  --policy-source-arn arn:aws:iam::$account:user/team/ann --query 'EvaluationResults[].[EvalActionName,EvalDecision]'

policy '["kms:Encrypt"]' less.json
step 'create-policy-version' aws iam create-policy-version --policy-arn $keys --policy-document file://less.json \
  --set-as-default
step 'list-policy-versions' aws iam list-policy-versions --policy-arn $keys
step 'disable-key by the newer version' ann kms disable-key --key-id "$key"
step 'set-default-policy-version' aws iam set-default-policy-version --policy-arn $keys --version-id v1
step 'delete-policy with two versions' aws iam delete-policy --policy-arn $keys
step 'delete-policy-version in force' aws iam delete-policy-version --policy-arn $keys --version-id v1
step 'delete-policy-version' aws iam delete-policy-version --policy-arn $keys --version-id v2

printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:user/team/ann"},"Action":"sts:AssumeRole"}]}' \
  $account >trust.json
step 'create-role' aws iam create-role --role-name app --assume-role-policy-document file://trust.json \
  --description 'lent to ann' --max-session-duration 7200
step 'create-role that trusts nobody there is' aws iam create-role --role-name other \
  --assume-role-policy-document '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/nobody"},"Action":"sts:AssumeRole"}}'
step 'get-role' aws iam get-role --role-name app
step 'update-role' aws iam update-role --role-name app --description 'lent'
step 'attach-role-policy' aws iam attach-role-policy --role-name app \
  --policy-arn arn:aws:iam::aws:policy/AWSKeyManagementServicePowerUser
step 'list-attached-role-policies' aws iam list-attached-role-policies --role-name app
step 'list-roles' aws iam list-roles --query 'Roles[].[RoleName,MaxSessionDuration]'
step 'list-instance-profiles-for-role' aws iam list-instance-profiles-for-role --role-name app
step 'assume-role' ann sts assume-role --role-arn arn:aws:iam::$account:role/app --role-session-name job \
  --query AssumedRoleUser.Arn
step 'update-assume-role-policy' aws iam update-assume-role-policy --role-name app \
  --policy-document '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}}'
step 'assume-role that is denied' ann sts assume-role --role-arn arn:aws:iam::$account:role/app --role-session-name job

step 'list-policies' aws iam list-policies --scope Local --query 'Policies[].[PolicyName,AttachmentCount]' --output text
step 'list-account-aliases' aws iam list-account-aliases
step 'get-account-authorization-details' aws iam get-account-authorization-details --filter Group LocalManagedPolicy
aws iam create-user --user-name bob >/dev/null
step 'list-users page by page' aws iam list-users --page-size 1 --query 'Users[].UserName'
step 'list-users, one of them' aws iam list-users --max-items 1 --query '[Users[].UserName, NextToken]'

step 'put-key-policy that names ann' aws kms put-key-policy --key-id "$key" --policy-name default --policy \
  '{"Version":"2012-10-17","Statement":[{"Sid":"root","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"},{"Sid":"ann","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/team/ann"},"Action":"kms:*","Resource":"*"}]}'
step 'update-user' aws iam update-user --user-name ann --new-user-name anne
step 'get-key-policy after the renaming' aws kms get-key-policy --key-id "$key" --policy-name default \
  --query Policy --output text
step 'update-user back' aws iam update-user --user-name anne --new-user-name ann
step 'put-key-policy that names ann alone' ann kms put-key-policy --key-id "$key" --policy-name default --policy \
  '{"Version":"2012-10-17","Statement":[{"Sid":"ann","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/team/ann"},"Action":"kms:*","Resource":"*"}]}'

step 'delete-user with everything on it' aws iam delete-user --user-name ann
step 'delete-group with a user in it' aws iam delete-group --group-name operators
step 'remove-user-from-group' aws iam remove-user-from-group --group-name operators --user-name ann
step 'detach-group-policy' aws iam detach-group-policy --group-name operators --policy-arn $keys
step 'detach-group-policy again' aws iam detach-group-policy --group-name operators --policy-arn $keys
step 'delete-group' aws iam delete-group --group-name operators
step 'delete-policy' aws iam delete-policy --policy-arn $keys
step 'update-access-key' aws iam update-access-key --user-name ann --access-key-id "$id" --status Inactive
step 'list-access-keys after it' aws iam list-access-keys --user-name ann --query 'AccessKeyMetadata[].Status'
step 'delete-access-key' aws iam delete-access-key --user-name ann --access-key-id "$id"
step 'delete-access-key again' aws iam delete-access-key --user-name ann --access-key-id "$id"
step 'delete-user' aws iam delete-user --user-name ann
step 'delete-user bob' aws iam delete-user --user-name bob
step 'delete-role with a policy' aws iam delete-role --role-name app
step 'detach-role-policy' aws iam detach-role-policy --role-name app \
  --policy-arn arn:aws:iam::aws:policy/AWSKeyManagementServicePowerUser
step 'delete-role' aws iam delete-role --role-name app
step 'get-key-policy of a key that only ann could manage' aws kms get-key-policy --key-id "$key" --policy-name default
step 'schedule-key-deletion of a key that only ann could manage' aws kms schedule-key-deletion --key-id "$key"
