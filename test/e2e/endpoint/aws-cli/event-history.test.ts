import { describeTold } from './told.ts';

describeTold('event-history.sh', {
  'by ReadOnly': /^DisableKey.*\nCreateAlias.*\nCreateKey.*AWS::KMS::Key\nexit 0$/,
  'by EventSource': 'GetCallerIdentity\tkmslab\ttrue\tsts.amazonaws.com\tNone\nexit 0',
  'by Username of nobody': 'exit 0',
  'a failed call in its record': 'true\nexit 0',
  'two attributes': /InvalidLookupAttributesException/,
  'start behind end': /InvalidTimeRangeException/,
});
