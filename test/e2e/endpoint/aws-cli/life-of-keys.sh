#!/bin/sh
# The life of some keys. Steps that must be refused stand among the others, so that error texts and exit codes are
# compared as well.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

printf 'attack at dawn' >plain.txt

key=$(value kms create-key --description 'orders' --query KeyMetadata.KeyId)
step 'describe-key' aws kms describe-key --key-id "$key"
step 'create-alias' aws kms create-alias --alias-name alias/orders --target-key-id "$key"
step 'create-alias again' aws kms create-alias --alias-name alias/orders --target-key-id "$key"
step 'list-aliases of the key' aws kms list-aliases --key-id "$key"
step 'tag-resource' aws kms tag-resource --key-id "$key" --tags TagKey=team,TagValue=shop TagKey=env,TagValue=test
step 'list-resource-tags' aws kms list-resource-tags --key-id "$key"

step 'encrypt' aws kms encrypt --key-id alias/orders --plaintext fileb://plain.txt --encryption-context order=42
value kms encrypt --key-id alias/orders --plaintext fileb://plain.txt --encryption-context order=42 \
  --query CiphertextBlob | base64 -d >cipher.bin
step 'decrypt' aws kms decrypt --ciphertext-blob fileb://cipher.bin --encryption-context order=42
step 'decrypt in another context' aws kms decrypt --ciphertext-blob fileb://cipher.bin --encryption-context order=43
step 'decrypt as text' aws kms decrypt --ciphertext-blob fileb://cipher.bin --encryption-context order=42 \
  --query Plaintext --output text
step 'generate-data-key' aws kms generate-data-key --key-id alias/orders --key-spec AES_256
step 'generate-data-key of no length' aws kms generate-data-key --key-id alias/orders
step 'generate-random' aws kms generate-random --number-of-bytes 0

signer=$(value kms create-key --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY --query KeyMetadata.KeyId)
step 'describe-key of the signer' aws kms describe-key --key-id "$signer"
step 'sign' aws kms sign --key-id "$signer" --message fileb://plain.txt --signing-algorithm ECDSA_SHA_256
value kms sign --key-id "$signer" --message fileb://plain.txt --signing-algorithm ECDSA_SHA_256 --query Signature |
  base64 -d >signature.bin
step 'verify' aws kms verify --key-id "$signer" --message fileb://plain.txt --signature fileb://signature.bin \
  --signing-algorithm ECDSA_SHA_256
printf 'attack at dusk' >other.txt
step 'verify another message' aws kms verify --key-id "$signer" --message fileb://other.txt \
  --signature fileb://signature.bin --signing-algorithm ECDSA_SHA_256
step 'sign with an algorithm of other keys' aws kms sign --key-id "$signer" --message fileb://plain.txt \
  --signing-algorithm RSASSA_PSS_SHA_256
value kms get-public-key --key-id "$signer" --query PublicKey | base64 -d >signer.der
step 'openssl verifies the signature' openssl dgst -sha256 -keyform DER -verify signer.der -signature signature.bin plain.txt
step 'encrypt with the signer' aws kms encrypt --key-id "$signer" --plaintext fileb://plain.txt

mac=$(value kms create-key --key-spec HMAC_256 --key-usage GENERATE_VERIFY_MAC --query KeyMetadata.KeyId)
step 'generate-mac' aws kms generate-mac --key-id "$mac" --message fileb://plain.txt --mac-algorithm HMAC_SHA_256

imported=$(value kms create-key --origin EXTERNAL --query KeyMetadata.KeyId)
step 'encrypt before the import' aws kms encrypt --key-id "$imported" --plaintext fileb://plain.txt
aws kms get-parameters-for-import --key-id "$imported" --wrapping-algorithm RSAES_OAEP_SHA_256 \
  --wrapping-key-spec RSA_2048 --query '[PublicKey,ImportToken]' --output text >parameters.txt
cut -f1 parameters.txt | base64 -d >wrapping.der
cut -f2 parameters.txt | base64 -d >token.bin
printf '0123456789abcdef0123456789abcdef' >material.bin
openssl pkeyutl -encrypt -pubin -keyform DER -inkey wrapping.der -in material.bin -out wrapped.bin \
  -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256
step 'import-key-material' aws kms import-key-material --key-id "$imported" --encrypted-key-material fileb://wrapped.bin \
  --import-token fileb://token.bin --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE
step 'describe-key of the imported key' aws kms describe-key --key-id "$imported" --query 'KeyMetadata.[KeyState,Origin,ExpirationModel]'
step 'encrypt after the import' aws kms encrypt --key-id "$imported" --plaintext fileb://plain.txt

primary=$(value kms create-key --multi-region --query KeyMetadata.KeyId)
step 'replicate-key' aws kms replicate-key --key-id "$primary" --replica-region eu-west-1
step 'replicate-key again' aws kms replicate-key --key-id "$primary" --replica-region eu-west-1

step 'get-key-policy' aws kms get-key-policy --key-id "$key" --policy-name default --query Policy --output text
step 'create-grant' aws kms create-grant --key-id "$key" --grantee-principal arn:aws:iam::111122223333:role/admin \
  --operations Decrypt --constraints EncryptionContextSubset={order=42}
step 'list-grants' aws kms list-grants --key-id "$key"
step 'enable-key-rotation' aws kms enable-key-rotation --key-id "$key"
step 'get-key-rotation-status' aws kms get-key-rotation-status --key-id "$key"
step 'disable-key' aws kms disable-key --key-id "$key"
step 'encrypt with a disabled key' aws kms encrypt --key-id "$key" --plaintext fileb://plain.txt
step 'schedule-key-deletion' aws kms schedule-key-deletion --key-id "$key" --pending-window-in-days 7
step 'decrypt while deletion is pending' aws kms decrypt --ciphertext-blob fileb://cipher.bin --encryption-context order=42
step 'cancel-key-deletion' aws kms cancel-key-deletion --key-id "$key"
step 'describe-key of nothing' aws kms describe-key --key-id 00000000-0000-4000-8000-000000000000
step 'an operation that is not there' aws kms encrpt --key-id "$key"
step 'an option that is missing' aws kms describe-key
