import { describeTold } from './told.ts';

describeTold('life-of-queues.sh', {
  'get-queue-url': '111122223333/orders\nexit 0',
  'create-queue with another timeout':
    /\(QueueAlreadyExists\).*different value for attribute VisibilityTimeout\nexit 254$/,
  'get-queue-url of none': /\(AWS.SimpleQueueService.NonExistentQueue\) when calling the GetQueueUrl operation/,
  'how many': /"3",\s+"1"/,
  'receive-message': /"attack at dawn",[\s\S]*"7"[\s\S]*"second",[\s\S]*"third"/,
  'receive-message again': 'exit 0',
  'what was given back': /"again"/,
  'send-message of 1 MiB': '"4c547f435fd36f510bdac9ee7971b023"\nexit 0',
  'send-message of a byte more': /\(InvalidParameterValue\).*Message must be shorter than 1048576 bytes/,
  'receive-message without any policy': /not authorized to perform: sqs:receivemessage on resource: arn:aws:sqs:/,
  'receive-message under aws/sqs': /"managed"/,
  'receive-message without kms:Decrypt': /\(KMS.AccessDeniedException\).*not authorized to perform: kms:Decrypt/,
  'receive-message with kms:Decrypt through SQS': /"secret"/,
  'send-message without kms:GenerateDataKey': /\(KMS.AccessDeniedException\).*kms:GenerateDataKey/,
  'send-message under a disabled key': /\(KMS.DisabledException\)/,
  'create-queue too soon': /\(AWS.SimpleQueueService.QueueDeletedRecently\)/,
});
