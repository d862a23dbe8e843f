#!/bin/sh
# The life of some objects: buckets, SSE-S3, SSE-KMS with and without bucket keys, a bucket policy that wants a key,
# customers' own keys, a file large enough to go in parts, and what a reader without kms:Decrypt gets.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

ann() {
  acting arn:aws:iam::$account:user/ann "$id" "$secret" "$@"
}
sorted() {
  "$@" | sort
}
generated() {
  aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=GenerateDataKey \
    --query 'length(Events)'
}

printf 'attack at dawn' >note.txt
printf '{"at":"dawn"}' >note.json
printf '0123456789abcdef0123456789abcdef' >own.key
mkdir -p logs/b
printf 'a' >logs/a.txt
printf 'c' >logs/b/c.txt
head -c 9000000 /dev/zero | tr '\0' 'x' >big.txt
key=$(aws kms create-key --description orders --query KeyMetadata.Arn --output text)
bucket=orders-2026

step 'mb' aws s3 mb s3://$bucket
step 'create-bucket again' aws s3api create-bucket --bucket $bucket
step 'create-bucket in another Region' aws s3api create-bucket --bucket ireland-2026 --region eu-west-1 \
  --create-bucket-configuration LocationConstraint=eu-west-1
step 'create-bucket with another Region than the one called' aws s3api create-bucket --bucket paris-2026 \
  --region eu-west-1 --create-bucket-configuration LocationConstraint=eu-west-3
step 'create-bucket with a bad name' aws s3api create-bucket --bucket A_B
step 'get-bucket-location' aws s3api get-bucket-location --bucket ireland-2026 --region eu-west-1
step 'put-object into a bucket of another Region' aws s3api put-object --bucket ireland-2026 --key k --body note.txt \
  --query ServerSideEncryption
step 'list-buckets' aws s3api list-buckets --query 'Buckets[].Name'
step 'head-bucket of nobody' aws s3api head-bucket --bucket nobodys-2026
step 'wait bucket-exists' aws s3api wait bucket-exists --bucket $bucket

step 'put-object' aws s3api put-object --bucket $bucket --key note.txt --body note.txt --content-type text/plain \
  --metadata team=blue,env=test --cache-control no-cache
step 'get-object' aws s3api get-object --bucket $bucket --key note.txt got.txt --query \
  '[ContentLength,ContentType,ETag,Metadata,CacheControl,ServerSideEncryption,AcceptRanges]'
step 'what came' cat got.txt
step 'get-object of a range' aws s3api get-object --bucket $bucket --key note.txt --range bytes=7- part.txt \
  --query '[ContentRange,ContentLength]'
step 'the range that came' cat part.txt
step 'get-object of a range that is not there' aws s3api get-object --bucket $bucket --key note.txt --range bytes=99- x
step 'get-object of a key that is not there' aws s3api get-object --bucket $bucket --key gone x
step 'get-object without a file' aws s3api get-object --bucket $bucket --key note.txt
step 'put-object of a file that is not there' aws s3api put-object --bucket $bucket --key k --body gone.txt
step 'head-object' aws s3api head-object --bucket $bucket --key note.txt \
  --query '[ContentLength,ContentType,ETag,Metadata,ServerSideEncryption]'
step 'head-object of a key that is not there' aws s3api head-object --bucket $bucket --key gone
step 'head-object if it has changed' aws s3api head-object --bucket $bucket --key note.txt --if-none-match \
  '"e2d7ac8b6cb4bfeef9ae40bd1bf6e8c4"' --query ContentLength

step 'put-object under SSE-KMS' aws s3api put-object --bucket $bucket --key kms --body note.txt \
  --server-side-encryption aws:kms --ssekms-key-id "$key" --query '[ServerSideEncryption,SSEKMSKeyId]'
step 'GenerateDataKey so far' generated
step 'put-object with a bucket key' aws s3api put-object --bucket $bucket --key bucket-key --body note.txt \
  --server-side-encryption aws:kms --ssekms-key-id "$key" --bucket-key-enabled \
  --query '[ServerSideEncryption,SSEKMSKeyId,BucketKeyEnabled]'
step 'put-object with an alias that is not there' aws s3api put-object --bucket $bucket --key k --body note.txt \
  --server-side-encryption aws:kms --ssekms-key-id alias/gone
step 'put-object with a key and no KMS' aws s3api put-object --bucket $bucket --key k --body note.txt \
  --ssekms-key-id "$key"
step 'put-object under aws/s3' aws s3api put-object --bucket $bucket --key managed --body note.txt \
  --server-side-encryption aws:kms --query ServerSideEncryption
step 'aws/s3' aws kms list-aliases --query 'Aliases[?AliasName==`alias/aws/s3`].AliasName'

step 'put-bucket-encryption' aws s3api put-bucket-encryption --bucket $bucket --server-side-encryption-configuration \
  '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"'"$key"'"},"BucketKeyEnabled":true}]}'
step 'get-bucket-encryption' aws s3api get-bucket-encryption --bucket $bucket \
  --query 'ServerSideEncryptionConfiguration.Rules[].[ApplyServerSideEncryptionByDefault,BucketKeyEnabled]'
step 'put-object by default' aws s3api put-object --bucket $bucket --key default --body note.txt \
  --query '[ServerSideEncryption,SSEKMSKeyId,BucketKeyEnabled]'
step 'copy-object' aws s3api copy-object --bucket $bucket --key copy --copy-source $bucket/note.txt \
  --query '[ServerSideEncryption,BucketKeyEnabled]'
step 'head-object of the copy' aws s3api head-object --bucket $bucket --key copy --query '[Metadata,ContentType]'
step 'delete-bucket-encryption' aws s3api delete-bucket-encryption --bucket $bucket

printf '{"Version":"2012-10-17","Statement":[{"Sid":"wants-kms","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/*","Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}}]}' \
  $bucket >policy.json
step 'put-bucket-policy' aws s3api put-bucket-policy --bucket $bucket --policy file://policy.json
step 'get-bucket-policy' aws s3api get-bucket-policy --bucket $bucket --query Policy --output text
step 'put-object that the policy denies' aws s3api put-object --bucket $bucket --key k --body note.txt
step 'cp that the policy denies' aws s3 cp note.txt s3://$bucket --no-progress
step 'cp that the policy lets through' aws s3 cp note.txt s3://$bucket --sse aws:kms --no-progress
step 'put-bucket-policy that is none' aws s3api put-bucket-policy --bucket $bucket --policy '{}'
step 'put-bucket-policy for the public' aws s3api put-bucket-policy --bucket $bucket --policy \
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::orders-2026/*"}}'
step 'delete-bucket-policy' aws s3api delete-bucket-policy --bucket $bucket
step 'get-bucket-policy of none' aws s3api get-bucket-policy --bucket $bucket

step 'put-object under a key of one’s own' aws s3api put-object --bucket $bucket --key own --body note.txt \
  --sse-customer-algorithm AES256 --sse-customer-key fileb://own.key

aws iam create-user --user-name ann >/dev/null
access_key ann
step 'get-object without any policy' ann s3api get-object --bucket $bucket --key note.txt x
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":"*"}]}' >read.json
aws iam put-user-policy --user-name ann --policy-name read --policy-document file://read.json
step 'get-object under aws/s3' ann s3api get-object --bucket $bucket --key managed x --query ServerSideEncryption
step 'get-object without kms:Decrypt' ann s3api get-object --bucket $bucket --key kms x
step 'cp without kms:Decrypt' ann s3 cp s3://$bucket/kms x --no-progress
step 'head-object without kms:Decrypt' ann s3api head-object --bucket $bucket --key kms --query ContentLength
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"%s","Condition":{"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}}}]}' \
  "$key" >decrypt.json
aws iam put-user-policy --user-name ann --policy-name decrypt --policy-document file://decrypt.json
step 'get-object with kms:Decrypt through S3' ann s3api get-object --bucket $bucket --key kms x --query ContentLength
aws kms disable-key --key-id "$key"
step 'get-object under a disabled key' ann s3api get-object --bucket $bucket --key kms x
step 'put-object under a disabled key' aws s3api put-object --bucket $bucket --key k --body note.txt \
  --server-side-encryption aws:kms --ssekms-key-id "$key"
aws kms enable-key --key-id "$key"

step 'cp' aws s3 cp note.json s3://$bucket/json/ --no-progress
step 'cp onto the screen' aws s3 cp s3://$bucket/json/note.json -
step 'head-object of what cp put' aws s3api head-object --bucket $bucket --key json/note.json --query ContentType
step 'cp of a large file' aws s3 cp big.txt s3://$bucket --sse aws:kms --sse-kms-key-id "$key" --no-progress
step 'head-object of the large file' aws s3api head-object --bucket $bucket --key big.txt \
  --query '[ContentLength,ServerSideEncryption,SSEKMSKeyId]'
step 'cp of the large file to here' aws s3 cp s3://$bucket/big.txt back.txt --no-progress
step 'the large file is the same' cmp big.txt back.txt
step 'cp of the large file to another key' aws s3 cp s3://$bucket/big.txt s3://$bucket/big2.txt --no-progress
step 'head-object of it' aws s3api head-object --bucket $bucket --key big2.txt --query '[ContentType,ContentLength]'
step 'get-object-tagging' aws s3api get-object-tagging --bucket $bucket --key big.txt
step 'cp within the bucket' aws s3 cp s3://$bucket/note.txt s3://$bucket/other.txt --no-progress
step 'cp of a folder' aws s3 cp logs s3://$bucket/logs --recursive --no-progress --quiet
step 'cp of a folder to here' aws s3 cp s3://$bucket/logs back --recursive --only-show-errors
step 'the folder that came' cat back/a.txt back/b/c.txt
step 'cp of nothing' aws s3 cp s3://$bucket/gone x --no-progress
step 'cp of nothing onto the screen' aws s3 cp s3://$bucket/gone -
step 'cp of a file that is not there' aws s3 cp gone.txt s3://$bucket --no-progress
step 'cp into a bucket that is not there' aws s3 cp note.txt s3://nobodys-2026 --no-progress
step 'cp of a file to a file' aws s3 cp a b
step 'cp dry' aws s3 cp note.txt s3://$bucket/dry --dryrun
step 'ls of a folder' aws s3 ls s3://$bucket/logs/
step 'ls of nothing' aws s3 ls s3://$bucket/gone
step 'ls of a bucket that is not there' aws s3 ls s3://nobodys-2026
step 'ls with a summary' aws s3 ls s3://$bucket/logs --recursive --human-readable --summarize

step 'list-objects-v2' aws s3api list-objects-v2 --bucket $bucket --delimiter / --query '[Contents[].Key,CommonPrefixes]'
step 'list-objects-v2 page by page' aws s3api list-objects-v2 --bucket $bucket --page-size 3 --query 'Contents[].Key'
step 'list-objects-v2, two of them' aws s3api list-objects-v2 --bucket $bucket --max-items 2 --query 'Contents[].Key'
step 'list-objects-v2 of nothing' aws s3api list-objects-v2 --bucket $bucket --prefix gone --query Contents

upload=$(aws s3api create-multipart-upload --bucket $bucket --key parts --query UploadId --output text)
step 'upload-part' aws s3api upload-part --bucket $bucket --key parts --upload-id "$upload" --part-number 1 \
  --body note.txt --query ETag
step 'list-parts' aws s3api list-parts --bucket $bucket --key parts --upload-id "$upload" \
  --query '[Parts[].[PartNumber,Size,ETag],StorageClass]'
step 'complete-multipart-upload' aws s3api complete-multipart-upload --bucket $bucket --key parts \
  --upload-id "$upload" --multipart-upload 'Parts=[{ETag=e2d7ac8b6cb4bfeef9ae40bd1bf6e8c4,PartNumber=2}]'
step 'abort-multipart-upload' aws s3api abort-multipart-upload --bucket $bucket --key parts --upload-id "$upload"
step 'list-parts after it' aws s3api list-parts --bucket $bucket --key parts --upload-id none

step 'delete-object' aws s3api delete-object --bucket $bucket --key copy
step 'delete-object again' aws s3api delete-object --bucket $bucket --key copy
step 'delete-objects' aws s3api delete-objects --bucket $bucket --delete 'Objects=[{Key=default},{Key=gone}]'
step 'rm' aws s3 rm s3://$bucket/other.txt
step 'rm of a folder' sorted aws s3 rm s3://$bucket/logs --recursive
step 'rb of a bucket that is not empty' aws s3 rb s3://$bucket
step 'delete-bucket that is not empty' aws s3api delete-bucket --bucket $bucket
step 'rb by force' sorted aws s3 rb s3://$bucket --force
step 'wait bucket-not-exists' aws s3api wait bucket-not-exists --bucket $bucket
step 'ls' aws s3 ls
