"""What stands in an address for something of the ground."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from institutions.models import Area


class AreaCodeConverter(StringConverter):
    """An area by its official code: `coverage/E92000001/`."""

    regex = Area.CODE


register_converter(AreaCodeConverter, "area_code")
