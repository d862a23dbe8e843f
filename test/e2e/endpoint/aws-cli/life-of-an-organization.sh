#!/bin/sh
# The life of an organization: units, an account that joins by invitation and one that is made, moves between units,
# service and resource control policies that deny, and how it all goes again. $PARTNER_ID and $PARTNER_SECRET are the
# access key of the other account's administrator.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

org() {
  aws organizations "$@"
}
partner() {
  acting partner/role/admin "${PARTNER_ID-}" "${PARTNER_SECRET-}" "$@"
}
denying() {
  printf '{"Version":"2012-10-17","Statement":[{"Sid":"No","Effect":"Deny",%s"Action":"%s","Resource":"*"}]}' "$2" "$1"
}

other=444455556666

step 'describe-organization before there is one' org describe-organization
step 'create-organization' org create-organization --query 'Organization.[MasterAccountId,FeatureSet]'
step 'create-organization again' org create-organization
root=$(value organizations list-roots --query 'Roots[0].Id')
step 'list-roots' org list-roots --query 'Roots[0].[Name,PolicyTypes]'
apps=$(value organizations create-organizational-unit --parent-id "$root" --name Apps --query OrganizationalUnit.Id)
step 'create-organizational-unit' org create-organizational-unit --parent-id "$apps" --name Prod \
  --query OrganizationalUnit.Name
step 'create-organizational-unit of that name' org create-organizational-unit --parent-id "$apps" --name Prod
prod=$(value organizations list-organizational-units-for-parent --parent-id "$apps" --query 'OrganizationalUnits[0].Id')
step 'describe-organizational-unit' org describe-organizational-unit --organizational-unit-id "$prod" \
  --query OrganizationalUnit.Name
step 'update-organizational-unit' org update-organizational-unit --organizational-unit-id "$prod" --name Production \
  --query OrganizationalUnit.Name
step 'list-parents of a unit' org list-parents --child-id "$prod" --query 'Parents[].Type'

step 'invite-account-to-organization' org invite-account-to-organization --target Id=$other,Type=ACCOUNT \
  --notes 'join us' --query 'Handshake.[State,Action]'
step 'invite-account-to-organization again' org invite-account-to-organization --target Id=$other,Type=ACCOUNT
handshake=$(partner organizations list-handshakes-for-account --query 'Handshakes[0].Id' --output text)
step 'list-handshakes-for-account' partner organizations list-handshakes-for-account --query 'Handshakes[].State'
step 'accept-handshake of another' org accept-handshake --handshake-id "$handshake"
step 'accept-handshake' partner organizations accept-handshake --handshake-id "$handshake" --query Handshake.State
step 'list-accounts' org list-accounts --query 'Accounts[].[Id,Name,Email,Status,JoinedMethod]'
step 'list-accounts by a member' partner organizations list-accounts
step 'list-roots by a member' partner organizations list-roots
step 'describe-organization by a member' partner organizations describe-organization --query Organization.MasterAccountId

step 'move-account' org move-account --account-id $other --source-parent-id "$root" --destination-parent-id "$prod"
step 'move-account from where it is not' org move-account --account-id $other --source-parent-id "$root" \
  --destination-parent-id "$apps"
step 'list-parents of an account' org list-parents --child-id $other --query 'Parents[].Type'
step 'list-accounts-for-parent' org list-accounts-for-parent --parent-id "$prod" --query 'Accounts[].Id'
step 'list-children' org list-children --parent-id "$apps" --child-type ORGANIZATIONAL_UNIT --query 'length(Children)'
step 'delete-organizational-unit with an account in it' org delete-organizational-unit --organizational-unit-id "$prod"

step 'create-key without an SCP' partner kms create-key --query KeyMetadata.KeyState
step 'create-policy that is none' org create-policy --name bad --description bad --type SERVICE_CONTROL_POLICY \
  --content '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}' \
  --query Nothing
scp=$(value organizations create-policy --name no-keys --description 'no new keys' --type SERVICE_CONTROL_POLICY \
  --content "$(denying kms:CreateKey '')" --query Policy.PolicySummary.Id)
step 'create-policy of that name' org create-policy --name no-keys --description again --type SERVICE_CONTROL_POLICY \
  --content "$(denying kms:CreateKey '')"
step 'describe-policy' org describe-policy --policy-id "$scp" \
  --query 'Policy.[PolicySummary.[Name,Description,Type,AwsManaged],Content]'
step 'attach-policy' org attach-policy --policy-id "$scp" --target-id "$apps"
step 'attach-policy again' org attach-policy --policy-id "$scp" --target-id "$apps"
step 'create-key denied by an SCP of the unit above' partner kms create-key
step 'list-keys that it leaves alone' partner kms list-keys --query 'length(Keys)'
step 'create-key of the management account' aws kms create-key --query KeyMetadata.KeyState
step 'list-policies-for-target' org list-policies-for-target --target-id "$apps" --filter SERVICE_CONTROL_POLICY \
  --query 'Policies[].Name'
step 'list-targets-for-policy' org list-targets-for-policy --policy-id "$scp" --query 'Targets[].[Name,Type]'
step 'delete-policy that is attached' org delete-policy --policy-id "$scp"
step 'update-policy' org update-policy --policy-id "$scp" --content "$(denying kms:ListKeys '')" \
  --query Policy.PolicySummary.Name
step 'create-key that the new text leaves alone' partner kms create-key --query KeyMetadata.KeyState
step 'list-keys denied by the new text' partner kms list-keys
step 'move-account out of its reach' org move-account --account-id $other --source-parent-id "$prod" \
  --destination-parent-id "$root"
step 'list-keys out of its reach' partner kms list-keys --query 'length(Keys)'
step 'move-account back' org move-account --account-id $other --source-parent-id "$root" --destination-parent-id "$prod"
step 'list-keys in its reach again' partner kms list-keys
step 'detach-policy' org detach-policy --policy-id "$scp" --target-id "$apps"
step 'list-keys without it' partner kms list-keys --query 'length(Keys)'
step 'detach-policy of the last' org detach-policy --policy-id p-FullAWSAccess --target-id "$apps"
allow='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["kms:List*","organizations:*"],"Resource":"*"}]}'
list=$(value organizations create-policy --name lists --description lists --type SERVICE_CONTROL_POLICY --content "$allow" \
  --query Policy.PolicySummary.Id)
step 'attach-policy in place of FullAWSAccess' org attach-policy --policy-id "$list" --target-id $other
step 'detach-policy of FullAWSAccess' org detach-policy --policy-id p-FullAWSAccess --target-id $other
step 'create-key that no SCP allows' partner kms create-key
step 'list-keys that one allows' partner kms list-keys --query 'length(Keys)'
step 'attach-policy of FullAWSAccess' org attach-policy --policy-id p-FullAWSAccess --target-id $other

step 'create-policy of a type that is off' org create-policy --name rcp --description rcp \
  --type RESOURCE_CONTROL_POLICY --content "$(denying kms:Encrypt '"Principal":"*",')" --query Policy.PolicySummary.Type
rcp=$(value organizations list-policies --filter RESOURCE_CONTROL_POLICY --query "Policies[?Name=='rcp'].Id")
step 'attach-policy of a type that is off' org attach-policy --policy-id "$rcp" --target-id $other
step 'enable-policy-type' org enable-policy-type --root-id "$root" --policy-type RESOURCE_CONTROL_POLICY \
  --query 'Root.PolicyTypes[].[Type,Status]'
step 'attach-policy of a resource control policy' org attach-policy --policy-id "$rcp" --target-id $other
key=$(partner kms create-key --query KeyMetadata.Arn --output text)
printf 'attack at dawn' >plain.txt
step 'encrypt denied by an RCP' partner kms encrypt --key-id "$key" --plaintext fileb://plain.txt
step 'disable-policy-type' org disable-policy-type --root-id "$root" --policy-type RESOURCE_CONTROL_POLICY \
  --query 'Root.PolicyTypes[].Type'
step 'encrypt without it' partner kms encrypt --key-id "$key" --plaintext fileb://plain.txt

step 'tag-resource' org tag-resource --resource-id "$apps" --tags Key=team,Value=blue Key=env,Value=prod
step 'untag-resource' org untag-resource --resource-id "$apps" --tag-keys env
step 'list-tags-for-resource' org list-tags-for-resource --resource-id "$apps"
step 'create-account' org create-account --email apps@example.com --account-name apps --query CreateAccountStatus.State
request=$(value organizations list-create-account-status --query 'CreateAccountStatuses[0].Id')
step 'describe-create-account-status' org describe-create-account-status --create-account-request-id "$request" \
  --query 'CreateAccountStatus.[State,AccountName]'
made=$(value organizations describe-create-account-status --create-account-request-id "$request" --query CreateAccountStatus.AccountId)
step 'assume-role of the account that was made' aws sts assume-role --role-session-name first \
  --role-arn "arn:aws:iam::$made:role/OrganizationAccountAccessRole" --query "ends_with(AssumedRoleUser.Arn, 'assumed-role/OrganizationAccountAccessRole/first')"

step 'leave-organization of the management account' org leave-organization
step 'delete-organization with accounts in it' org delete-organization
step 'leave-organization' partner organizations leave-organization
step 'describe-account that has left' org describe-account --account-id $other
step 'remove-account-from-organization' org remove-account-from-organization --account-id "$made"
step 'remove-account-from-organization of the management account' org remove-account-from-organization --account-id $account
step 'delete-organizational-unit with a unit in it' org delete-organizational-unit --organizational-unit-id "$apps"
step 'delete-organization' org delete-organization
step 'list-accounts without an organization' org list-accounts
