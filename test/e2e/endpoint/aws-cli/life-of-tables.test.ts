import { describeTold } from './told.ts';

describeTold('life-of-tables.sh', {
  'create-table again': /\(ResourceInUseException\)/,
  'put-item where there must be none': /\(ConditionalCheckFailedException\)/,
  'get-item': /"S": "kettle"[\s\S]*"N": "24.5"[\s\S]*"SS": \[\s+"new"/,
  query: /1,\s+1,\s+\[\s+\{\s+"S": "cup"/,
  scan: /1,\s+2,\s+\[\s+\{\s+"S": "kettle"/,
  'the table’s key': /"ENABLED",\s+"KMS"/,
  'its grant': /"dynamodb\.us-east-1\.amazonaws\.com",\s+"dynamodb\.us-east-1\.amazonaws\.com"/,
  'get-item without kms:Decrypt': /\(AccessDeniedException\).*not authorized to perform: kms:Decrypt/,
  'get-item with kms:Decrypt through DynamoDB': /"S": "kettle"/,
});
