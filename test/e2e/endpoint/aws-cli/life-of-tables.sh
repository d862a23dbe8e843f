#!/bin/sh
# The life of a table: under the key that DynamoDB owns, aws/dynamodb and a key of one's own; items, expressions, and
# what a reader without kms:Decrypt gets.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

ann() {
  acting arn:aws:iam::$account:user/ann "$id" "$secret" "$@"
}
settle() {
  later 1m
  aws dynamodb wait table-exists --table-name orders
}

key=$(aws kms create-key --description tables --query KeyMetadata.Arn --output text)

step 'create-table' aws dynamodb create-table --table-name orders --billing-mode PAY_PER_REQUEST \
  --attribute-definitions AttributeName=customer,AttributeType=S AttributeName=number,AttributeType=N \
  --key-schema AttributeName=customer,KeyType=HASH AttributeName=number,KeyType=RANGE \
  --query 'TableDescription.[TableName,TableStatus,KeySchema,SSEDescription]'
step 'create-table again' aws dynamodb create-table --table-name orders --billing-mode PAY_PER_REQUEST \
  --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH
settle
step 'describe-table' aws dynamodb describe-table --table-name orders \
  --query 'Table.[TableStatus,ItemCount,BillingModeSummary.BillingMode,SSEDescription]'
step 'describe-table of none' aws dynamodb describe-table --table-name nobodys
step 'list-tables' aws dynamodb list-tables

step 'put-item' aws dynamodb put-item --table-name orders \
  --item '{"customer":{"S":"ann"},"number":{"N":"1"},"what":{"S":"kettle"},"price":{"N":"24.50"},"tags":{"SS":["new","red"]}}'
aws dynamodb put-item --table-name orders --item '{"customer":{"S":"ann"},"number":{"N":"2"},"price":{"N":"7"}}'
step 'put-item without its key' aws dynamodb put-item --table-name orders --item '{"customer":{"S":"ann"}}'
step 'put-item where there must be none' aws dynamodb put-item --table-name orders \
  --item '{"customer":{"S":"ann"},"number":{"N":"1"}}' --condition-expression 'attribute_not_exists(customer)'
step 'get-item' aws dynamodb get-item --table-name orders --key '{"customer":{"S":"ann"},"number":{"N":"1"}}' \
  --query 'Item.[what,price,tags]'
step 'get-item of none' aws dynamodb get-item --table-name orders --key '{"customer":{"S":"bob"},"number":{"N":"1"}}'
step 'update-item' aws dynamodb update-item --table-name orders --key '{"customer":{"S":"ann"},"number":{"N":"2"}}' \
  --update-expression 'SET price = price + :more, what = :what' --return-values ALL_NEW \
  --expression-attribute-values '{":more":{"N":"0.5"},":what":{"S":"cup"}}' --query 'Attributes.[price,what]'
step 'query' aws dynamodb query --table-name orders --key-condition-expression 'customer = :c AND #n > :n' \
  --expression-attribute-names '{"#n":"number"}' --expression-attribute-values '{":c":{"S":"ann"},":n":{"N":"1"}}' \
  --query '[Count,ScannedCount,Items[].what]'
step 'query without the key' aws dynamodb query --table-name orders --key-condition-expression 'what = :c' \
  --expression-attribute-values '{":c":{"S":"cup"}}'
step 'scan' aws dynamodb scan --table-name orders --filter-expression 'price > :p' \
  --expression-attribute-values '{":p":{"N":"10"}}' --query '[Count,ScannedCount,Items[].what]'
step 'delete-item' aws dynamodb delete-item --table-name orders --key '{"customer":{"S":"ann"},"number":{"N":"2"}}' \
  --return-values ALL_OLD --query Attributes.what

step 'update-table to aws/dynamodb' aws dynamodb update-table --table-name orders --sse-specification Enabled=true \
  --query 'TableDescription.SSEDescription.[Status,SSEType]'
settle
step 'aws/dynamodb' aws kms list-aliases --query 'Aliases[?AliasName==`alias/aws/dynamodb`].AliasName'
step 'update-table to a key' aws dynamodb update-table --table-name orders \
  --sse-specification "Enabled=true,SSEType=KMS,KMSMasterKeyId=$key" --query 'TableDescription.TableStatus'
settle
step 'the table’s key' aws dynamodb describe-table --table-name orders --query 'Table.SSEDescription.[Status,SSEType]'
step 'its grant' aws kms list-grants --key-id "$key" --query 'Grants[].[GranteePrincipal,RetiringPrincipal]'

aws iam create-user --user-name ann >/dev/null
access_key ann
step 'get-item without any policy' ann dynamodb get-item --table-name orders \
  --key '{"customer":{"S":"ann"},"number":{"N":"1"}}'
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}]}' >read.json
aws iam put-user-policy --user-name ann --policy-name read --policy-document file://read.json
step 'get-item without kms:Decrypt' ann dynamodb get-item --table-name orders \
  --key '{"customer":{"S":"ann"},"number":{"N":"1"}}'
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"%s","Condition":{"StringEquals":{"kms:ViaService":"dynamodb.us-east-1.amazonaws.com"}}}]}' \
  "$key" >decrypt.json
aws iam put-user-policy --user-name ann --policy-name decrypt --policy-document file://decrypt.json
step 'get-item with kms:Decrypt through DynamoDB' ann dynamodb get-item --table-name orders \
  --key '{"customer":{"S":"ann"},"number":{"N":"1"}}' --query Item.what
step 'delete-table' aws dynamodb delete-table --table-name orders --query TableDescription.TableStatus
