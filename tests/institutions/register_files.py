"""Small files in the layouts that the registers publish, written for one test."""

import csv
import gzip
import zipfile
from pathlib import Path
from typing import Any

ESTABLISHMENT = {
    "URN": "100001",
    "LA (code)": "301",
    "LA (name)": "Sandbridge",
    "EstablishmentNumber": "4001",
    "EstablishmentName": "Hill School",
    "TypeOfEstablishment (code)": "34",
    "EstablishmentStatus (code)": "1",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "01-09-2011",
    "CloseDate": "",
    "PhaseOfEducation (code)": "4",
    "PhaseOfEducation (name)": "Secondary",
    "StatutoryLowAge": "11",
    "StatutoryHighAge": "18",
    "OfficialSixthForm (name)": "Has a sixth form",
    "NumberOfPupils": "900",
    "PercentageFSM": "21.50",
    "UKPRN": "10012345",
    "Street": "1 Mill Lane",
    "Locality": "",
    "Address3": "",
    "Town": "Sandbridge",
    "Postcode": "SB1 2AB",
    "SchoolWebsite": "www.hill.example",
    "UrbanRural (name)": "(England/Wales) Urban major conurbation",
    "DistrictAdministrative (code)": "",
    "GSSLACode (name)": "E08000999",
    "Easting": "430100",
    "Northing": "390200",
}
LINK = {"URN": "100001", "LinkURN": "100002", "LinkType": "Successor", "LinkEstablishedDate": "01-09-2020"}
TRUST = {
    "TRUST_NAME": "BRIDGE TRUST OF SANDBRIDGE",
    "TRUST_UID": "2044",
    "TRUST_ID": "TR00261",
    "TRUST_COMPANIES_HOUSE_NUMBER": "7318714",
    "TRUST_UKPRN": "10058308",
    "INSTITUTIONS_INMAT": "100001;100002",
}


def write_rows(path: Path, rows: list[dict[str, Any]], *, encoding: str = "cp1252") -> Path:
    """A CSV like the registers' own: quoted, CRLF."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path


def establishments(path: Path, *changes: dict[str, str], without: tuple[str, ...] = ()) -> Path:
    """One establishment for each set of changes, with URNs from 100001 on."""
    rows = [ESTABLISHMENT | {"URN": str(100_001 + n)} | change for n, change in enumerate(changes)]
    return write_rows(path, [{k: v for k, v in row.items() if k not in without} for row in rows])


def zipped(path: Path, *names: str, content: bytes = b"") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return path


def gzipped(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content))
    return path
