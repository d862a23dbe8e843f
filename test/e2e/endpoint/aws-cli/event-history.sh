#!/bin/sh
# What CloudTrail's event history tells of some calls.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

events() {
  aws cloudtrail lookup-events --lookup-attributes "AttributeKey=$1,AttributeValue=$2" --output text \
    --query 'Events[].[EventName,Username,ReadOnly,EventSource,Resources[0].ResourceType]'
}

printf 'attack at dawn' >plain.txt
arn=$(aws kms create-key --description orders --query KeyMetadata.Arn --output text)
aws kms create-alias --alias-name alias/orders --target-key-id "$arn"
for _ in 1 2 3; do
  aws kms encrypt --key-id alias/orders --plaintext fileb://plain.txt >sealed.json
done
aws kms disable-key --key-id "$arn"
aws kms encrypt --key-id alias/orders --plaintext fileb://plain.txt >sealed.json 2>&1
aws sts get-caller-identity >identity.json

step 'by EventName' events EventName Encrypt
step 'by ReadOnly' events ReadOnly false
step 'by ResourceName' events ResourceName "$arn"
step 'by ResourceType' events ResourceType AWS::KMS::Alias
step 'by EventSource' events EventSource sts.amazonaws.com
step 'by Username of nobody' events Username nobody
step 'the newest two' aws cloudtrail lookup-events --max-items 2 --output text --query 'Events[].EventSource' \
  --lookup-attributes AttributeKey=EventName,AttributeValue=Encrypt
step 'before everything' aws cloudtrail lookup-events --end-time 2020-01-01T00:00:00Z
step 'a failed call in its record' aws cloudtrail lookup-events --max-items 1 --output json \
  --lookup-attributes AttributeKey=EventName,AttributeValue=Encrypt \
  --query "contains(Events[0].CloudTrailEvent, 'DisabledException')"
step 'two attributes' aws cloudtrail lookup-events \
  --lookup-attributes AttributeKey=EventName,AttributeValue=Encrypt AttributeKey=ReadOnly,AttributeValue=true
step 'no such attribute' events Colour red
step 'start behind end' aws cloudtrail lookup-events --start-time 2026-01-02T00:00:00Z --end-time 2026-01-01T00:00:00Z
