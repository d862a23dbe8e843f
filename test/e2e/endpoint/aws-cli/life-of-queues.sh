#!/bin/sh
# The life of some messages: queues, batches, message attributes, SSE-SQS, SSE-KMS, a queue policy, and what a receiver
# without kms:Decrypt gets.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

ann() {
  acting arn:aws:iam::$account:user/ann "$id" "$secret" "$@"
}
received() {
  aws sqs receive-message --queue-url "$url" --max-number-of-messages 10 "$@"
}
# A queue's address has the host that was called.
nameOf() {
  "$@" | sed 's,https*://[^/]*/,,'
}

key=$(aws kms create-key --description orders --query KeyMetadata.Arn --output text)
url=$(aws sqs create-queue --queue-name orders --attributes VisibilityTimeout=60,DelaySeconds=0 \
  --tags team=blue,stage=test --query QueueUrl --output text)

step 'get-queue-url' nameOf aws sqs get-queue-url --queue-name orders --query QueueUrl --output text
step 'create-queue again' nameOf aws sqs create-queue --queue-name orders --query QueueUrl --output text
step 'create-queue with another timeout' aws sqs create-queue --queue-name orders --attributes VisibilityTimeout=61
step 'create-queue with a bad name' aws sqs create-queue --queue-name 'a b'
step 'get-queue-url of none' aws sqs get-queue-url --queue-name nobodys
step 'list-queues' nameOf aws sqs list-queues --queue-name-prefix ord --query 'QueueUrls[]' --output text
step 'list-queues of none' aws sqs list-queues --queue-name-prefix nothing
step 'get-queue-attributes' aws sqs get-queue-attributes --queue-url "$url" --attribute-names QueueArn \
  VisibilityTimeout SqsManagedSseEnabled MaximumMessageSize MessageRetentionPeriod --query \
  'Attributes.[QueueArn,VisibilityTimeout,SqsManagedSseEnabled,MaximumMessageSize,MessageRetentionPeriod]'
step 'set-queue-attributes that is none' aws sqs set-queue-attributes --queue-url "$url" --attributes VisibilityTimeout=x
step 'list-queue-tags' aws sqs list-queue-tags --queue-url "$url" --query 'Tags.[team,stage]'
step 'untag-queue' aws sqs untag-queue --queue-url "$url" --tag-keys stage
step 'list-queue-tags after that' aws sqs list-queue-tags --queue-url "$url"

step 'send-message' aws sqs send-message --queue-url "$url" --message-body 'attack at dawn' --message-attributes \
  'tenant={DataType=String,StringValue=blue},count={DataType=Number,StringValue=7}' \
  --query '[MD5OfMessageBody,MD5OfMessageAttributes]'
step 'send-message with attributes in JSON' aws sqs send-message --queue-url "$url" --message-body second \
  --message-attributes '{"count":{"DataType":"Number","StringValue":"7"}}' --query MD5OfMessageAttributes
step 'send-message with an attribute that is none' aws sqs send-message --queue-url "$url" --message-body x \
  --message-attributes 'count={DataType=Number,StringValue=seven}'
step 'send-message-batch' aws sqs send-message-batch --queue-url "$url" --entries \
  Id=a,MessageBody=third Id=b,MessageBody=fourth,DelaySeconds=900 --query 'Successful[].[Id,MD5OfMessageBody]'
step 'send-message-batch with one id twice' aws sqs send-message-batch --queue-url "$url" --entries \
  Id=a,MessageBody=x Id=a,MessageBody=y
step 'how many' aws sqs get-queue-attributes --queue-url "$url" --attribute-names All --query \
  'Attributes.[ApproximateNumberOfMessages,ApproximateNumberOfMessagesDelayed]'
step 'receive-message' received --attribute-names All --message-attribute-names All --query \
  'Messages[].[Body,MD5OfBody,MD5OfMessageAttributes,Attributes.ApproximateReceiveCount,MessageAttributes.count.StringValue]'
step 'receive-message again' received
step 'receive-message of too many' aws sqs receive-message --queue-url "$url" --max-number-of-messages 11
step 'delete-message by a handle that is none' aws sqs delete-message --queue-url "$url" --receipt-handle none
step 'send-message to give back' aws sqs send-message --queue-url "$url" --message-body again --query MD5OfMessageBody
handle=$(aws sqs receive-message --queue-url "$url" --query 'Messages[0].ReceiptHandle' --output text)
step 'change-message-visibility' aws sqs change-message-visibility --queue-url "$url" --receipt-handle "$handle" \
  --visibility-timeout 0
step 'what was given back' received --query 'Messages[].Body'
# Quotes are escaped on the way, in each protocol in its own manner.
head -c 1048576 /dev/zero | tr '\0' '"' >largest.txt
step 'send-message of 1 MiB' aws sqs send-message --queue-url "$url" --message-body file://largest.txt \
  --query MD5OfMessageBody
step 'what came' received --query 'Messages[].MD5OfBody'
printf '"' >>largest.txt
step 'send-message of a byte more' aws sqs send-message --queue-url "$url" --message-body file://largest.txt
step 'purge-queue' aws sqs purge-queue --queue-url "$url"
step 'purge-queue too soon' aws sqs purge-queue --queue-url "$url"

step 'set-queue-attributes to aws/sqs' aws sqs set-queue-attributes --queue-url "$url" \
  --attributes KmsMasterKeyId=alias/aws/sqs
step 'send-message under aws/sqs' aws sqs send-message --queue-url "$url" --message-body managed --query MD5OfMessageBody
step 'aws/sqs' aws kms list-aliases --query 'Aliases[?AliasName==`alias/aws/sqs`].AliasName'
printf '{"KmsMasterKeyId":"%s","KmsDataKeyReusePeriodSeconds":"60"}' "$key" >kms.json
step 'set-queue-attributes to a key' aws sqs set-queue-attributes --queue-url "$url" --attributes file://kms.json
step 'set-queue-attributes to both kinds' aws sqs set-queue-attributes --queue-url "$url" \
  --attributes "KmsMasterKeyId=$key,SqsManagedSseEnabled=true"
step 'send-message under a key' aws sqs send-message --queue-url "$url" --message-body secret --query MD5OfMessageBody

aws iam create-user --user-name ann >/dev/null
access_key ann
step 'receive-message without any policy' ann sqs receive-message --queue-url "$url"
printf '{"Policy":"{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"AWS\\":\\"arn:aws:iam::%s:user/ann\\"},\\"Action\\":\\"sqs:*\\",\\"Resource\\":\\"*\\"}}"}' \
  $account >policy.json
step 'set-queue-attributes with a policy' aws sqs set-queue-attributes --queue-url "$url" --attributes file://policy.json
step 'receive-message under aws/sqs' ann sqs receive-message --queue-url "$url" --query 'Messages[].Body'
step 'receive-message without kms:Decrypt' ann sqs receive-message --queue-url "$url"
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"%s","Condition":{"StringEquals":{"kms:ViaService":"sqs.us-east-1.amazonaws.com"}}}]}' \
  "$key" >decrypt.json
aws iam put-user-policy --user-name ann --policy-name decrypt --policy-document file://decrypt.json
step 'receive-message with kms:Decrypt through SQS' ann sqs receive-message --queue-url "$url" --query 'Messages[].Body'
step 'send-message without kms:GenerateDataKey' ann sqs send-message --queue-url "$url" --message-body x
step 'add-permission' aws sqs add-permission --queue-url "$url" --label partner --aws-account-ids 444455556666 \
  --actions SendMessage
step 'remove-permission' aws sqs remove-permission --queue-url "$url" --label partner
step 'create-queue for a key that is disabled' nameOf aws sqs create-queue --queue-name late \
  --attributes "KmsMasterKeyId=$key" --query QueueUrl --output text
late=$(aws sqs get-queue-url --queue-name late --query QueueUrl --output text)
aws kms disable-key --key-id "$key"
step 'send-message under a disabled key' aws sqs send-message --queue-url "$late" --message-body x
step 'what CloudTrail has of it' aws cloudtrail lookup-events \
  --lookup-attributes AttributeKey=EventName,AttributeValue=CreateQueue --query 'length(Events)'
step 'delete-queue' aws sqs delete-queue --queue-url "$url"
step 'create-queue too soon' aws sqs create-queue --queue-name orders
