#!/bin/sh
# The life of some parameters: tiers, versions, labels, tags; SecureStrings under aws/ssm and a key of one's own, and what
# a reader without kms:Decrypt gets.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

ann() {
  acting arn:aws:iam::$account:user/ann "$id" "$secret" "$@"
}
# Request ids differ.
quiet() {
  "$@" 2>&1 | sed 's/Request ID: [0-9a-f-]*/Request ID: ID/'
}

key=$(aws kms create-key --description parameters --query KeyMetadata.KeyId --output text)

step 'put-parameter' aws ssm put-parameter --name /shop/url --type String --value shop.example.org --description address \
  --tags Key=team,Value=blue
step 'put-parameter again' aws ssm put-parameter --name /shop/url --type String --value shop2.example.org
step 'put-parameter over it' aws ssm put-parameter --name /shop/url --value shop2.example.org --overwrite
step 'put-parameter without a type' aws ssm put-parameter --name /shop/none --value x
step 'put-parameter of no such type' aws ssm put-parameter --name /shop/none --value x --type Number
step 'put-parameter with a bad name' aws ssm put-parameter --name 'a b' --value x --type String
step 'get-parameter' aws ssm get-parameter --name /shop/url
step 'get-parameter as text' aws ssm get-parameter --name /shop/url --output text \
  --query 'Parameter.[Name,Type,Value,Version]'
step 'get-parameter of an earlier version' aws ssm get-parameter --name /shop/url:1 --query 'Parameter.[Value,Selector]'
step 'get-parameter of none' aws ssm get-parameter --name /shop/none
step 'list-tags-for-resource' aws ssm list-tags-for-resource --resource-type Parameter --resource-id /shop/url
step 'label-parameter-version' aws ssm label-parameter-version --name /shop/url --parameter-version 1 --labels old
step 'get-parameter by a label' aws ssm get-parameter --name /shop/url:old --query 'Parameter.[Value,Version,Selector]'
step 'get-parameter-history' aws ssm get-parameter-history --name /shop/url \
  --query 'Parameters[].[Version,Value,Labels,Tier]'

step 'put-parameter of a secret' aws ssm put-parameter --name /shop/password --type SecureString --value k3ttle
step 'aws/ssm' aws kms list-aliases --query 'Aliases[?AliasName==`alias/aws/ssm`].AliasName'
step 'get-parameter with decryption' aws ssm get-parameter --name /shop/password --with-decryption \
  --query Parameter.Value --output text
step 'get-parameter without it' aws ssm get-parameter --name /shop/password --query \
  'starts_with(Parameter.Value, `"AQICAH"`)'
step 'put-parameter under a key' aws ssm put-parameter --name /shop/token --type SecureString --value t0ken \
  --key-id "$key" --tier Advanced
step 'put-parameter back to standard' aws ssm put-parameter --name /shop/token --value t0ken --tier Standard --overwrite \
  --type SecureString
step 'get-parameters' aws ssm get-parameters --names /shop/token /shop/none --with-decryption \
  --query '[Parameters[].Value, InvalidParameters]'
step 'get-parameters-by-path' aws ssm get-parameters-by-path --path /shop --with-decryption \
  --query 'Parameters[].[Name,Value]'
step 'describe-parameters' aws ssm describe-parameters --parameter-filters Key=Type,Values=SecureString \
  --query 'Parameters[].[Name,Type,Tier,Version]'
step 'put-parameter under no key' quiet aws ssm put-parameter --name /shop/x --type SecureString --value x \
  --key-id alias/none

aws iam create-user --user-name ann >/dev/null
access_key ann
step 'get-parameter without any policy' ann ssm get-parameter --name /shop/token
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ssm:GetParameter*","Resource":"*"}]}' >read.json
aws iam put-user-policy --user-name ann --policy-name read --policy-document file://read.json
step 'get-parameter without kms:Decrypt' quiet ann ssm get-parameter --name /shop/token --with-decryption
step 'get-parameter of ciphertext' ann ssm get-parameter --name /shop/token --query 'length(Parameter.Value) > `500`'
step 'get-parameter under aws/ssm' ann ssm get-parameter --name /shop/password --with-decryption \
  --query Parameter.Value
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Condition":{"StringLike":{"kms:EncryptionContext:PARAMETER_ARN":"arn:aws:ssm:*:parameter/shop/*"}}}]}' \
  >decrypt.json
aws iam put-user-policy --user-name ann --policy-name decrypt --policy-document file://decrypt.json
step 'get-parameter with kms:Decrypt for its context' ann ssm get-parameter --name /shop/token --with-decryption \
  --query Parameter.Value
aws kms disable-key --key-id "$key"
step 'get-parameter under a disabled key' quiet aws ssm get-parameter --name /shop/token --with-decryption
step 'delete-parameters' aws ssm delete-parameters --names /shop/token /shop/none
step 'delete-parameter again' aws ssm delete-parameter --name /shop/token
step 'what CloudTrail has of it' aws cloudtrail lookup-events \
  --lookup-attributes AttributeKey=EventName,AttributeValue=PutParameter --query 'length(Events)'
