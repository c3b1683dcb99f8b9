"""The field types the groups of a deal record are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


class Group(BaseModel):
    """A group of fields: unknown names are refused, nothing changes after reading, every field may be missing."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _exact(value: Any) -> Any:
    if isinstance(value, bool | float):
        raise ValueError("a decimal is written as a string or a JSON number, never as a binary float or a boolean")
    return value


Text = Annotated[str, StringConstraints(max_length=20_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Number = Annotated[Decimal, BeforeValidator(_exact), Field(allow_inf_nan=False, max_digits=30)]
Amount = Number
Percent = Annotated[Number, Field(ge=0, le=1000)]
"""5 for 5 %."""
Days = Annotated[Number, Field(ge=0, le=36_500)]
"""Calendar days unless the field says otherwise."""
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Uscc = Annotated[str, StringConstraints(max_length=30)]
