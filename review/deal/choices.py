"""The closed vocabularies of a deal record."""

from __future__ import annotations

from enum import StrEnum


class AccountType(StrEnum):
    """机关 / 事业 / 大型企业 / 中小企业 / 外国."""

    GOVERNMENT = "government"
    PUBLIC_INSTITUTION = "public_institution"
    STATE_OWNED_LARGE = "state_owned_large"
    LARGE_ENTERPRISE = "large_enterprise"
    SME = "sme"
    FOREIGN = "foreign"


class SourcingMode(StrEnum):
    TENDER = "tender"
    GOVERNMENT = "gov"
    DIRECT = "direct"


class ContractType(StrEnum):
    """What is sold; rules apply by it."""

    SUPPLY = "supply"
    SUPPLY_INSTALLATION = "supply_installation"
    SERVICE = "service"
    MAINTENANCE = "maintenance"
    SOFTWARE = "software"
    SAAS = "saas"
    WORKS = "works"
    CONSULTING = "consulting"
    FRAMEWORK = "framework"


class FeatureStatus(StrEnum):
    RELEASED = "released"
    PLANNED = "planned"
    CUSTOM = "custom"
    END_OF_LIFE = "end_of_life"


class Disposition(StrEnum):
    """What became of a promise."""

    IN_CONTRACT = "in_contract"
    WITHDRAWN = "withdrawn"
    COVERED = "covered"
    OPEN = "open"
