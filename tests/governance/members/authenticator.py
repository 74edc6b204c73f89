"""A passkey in software, as a browser would answer for one; and the codes of an app."""

import hashlib
import json
import os
import struct
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode


def app_code(secret, *, at=None):
    """What an authenticator app with this secret shows."""
    return format_hotp_value(hotp_value(secret, int((at or time.time()) // 30)))


class Passkey:
    """One key pair of one user at one site."""

    def __init__(self, host="testserver"):
        self.host, self.origin = host, f"https://{host}"
        self.id, self.key, self.user = os.urandom(16), ec.generate_private_key(ec.SECP256R1()), b""

    def data(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def flags(self, bits, more=b""):
        head = hashlib.sha256(self.host.encode()).digest()
        return head + bytes([bits]) + struct.pack(">I", 1) + more

    def answer(self, **response):
        coded = {name: websafe_encode(value) for name, value in response.items()}
        name = websafe_encode(self.id)
        shape = {"id": name, "rawId": name, "type": "public-key", "response": coded}
        return json.dumps(shape | {"clientExtensionResults": {"credProps": {"rk": True}}})

    def create(self, options, origin=None):
        asked = options["publicKey"]
        self.user, self.origin = asked["user"]["id"].encode(), origin or self.origin
        public = dict(ES256.from_cryptography_key(self.key.public_key()))
        made = bytes(16) + struct.pack(">H", 16) + self.id + cbor.encode(public)
        attestation = {"fmt": "none", "attStmt": {}, "authData": self.flags(0x45, made)}
        client = self.data("webauthn.create", asked["challenge"])
        return self.answer(clientDataJSON=client, attestationObject=cbor.encode(attestation))

    def get(self, options, *, bits=0x05):
        from fido2.utils import websafe_decode

        client = self.data("webauthn.get", options["publicKey"]["challenge"])
        shown = self.flags(bits)
        signature = self.key.sign(
            shown + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        return self.answer(
            clientDataJSON=client,
            authenticatorData=shown,
            signature=signature,
            userHandle=websafe_decode(self.user.decode()),
        )
