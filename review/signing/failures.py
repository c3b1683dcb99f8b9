"""What can go wrong with keys and signatures, in both languages."""

from __future__ import annotations

from review.errors import Failure, sentences


class KeyFailure(Failure):
    """A key cannot be opened or made."""

    status = 422


class SigningFailure(Failure):
    """The file cannot be signed."""

    status = 422


sentences(
    {
        "key-secret": {
            "zh": "无法打开 {name} 的签名密钥：口令不正确。",
            "en": "The signing key of {name} does not open: the passphrase is wrong.",
        },
        "key-pkcs12": {
            "zh": "PKCS#12 文件无法读取：口令不正确，或其中没有密钥与证书。",
            "en": "The PKCS#12 file does not open: the passphrase is wrong, or it holds no key with its certificate.",
        },
        "key-held": {
            "zh": "{name} 在此已有签名密钥；须先吊销（tripact keys revoke）再导入。",
            "en": "{name} has a signing key here already; withdraw it first (tripact keys revoke).",
        },
        "key-no-certificate": {
            "zh": "文件中没有证书。",
            "en": "The file holds no certificate.",
        },
        "key-none": {
            "zh": "{name} 在此没有签名密钥。",
            "en": "{name} has no signing key here.",
        },
        "key-damaged": {
            "zh": "签名密钥 {name} 已损坏。",
            "en": "The signing key of {name} is damaged.",
        },
        "sign-unreadable": {
            "zh": "该文件不是可以签名的 PDF。",
            "en": "The file is not a PDF that can be signed.",
        },
        "sign-no-field": {
            "zh": "该文件没有签名框 {field}。",
            "en": "The file holds no signature field {field}.",
        },
        "sign-taken": {
            "zh": "签名框 {field} 已被签署。",
            "en": "The signature field {field} is signed already.",
        },
    }
)
