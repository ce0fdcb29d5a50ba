#!/usr/bin/env python3
"""Checks packages for learning platforms: `scorm.py FOLDER-OF-SCHEMAS PACKAGE…`.

The manifest is valid against ADL's schemas of SCORM 1.2, it names every file of
the package, and every file that it names is there.
"""

import sys
import zipfile

from lxml import etree

IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
MANIFEST = "imsmanifest.xml"


def problems(schema, path):
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        if names[0] != MANIFEST:
            yield f"{MANIFEST} does not come first"
        manifest = etree.fromstring(package.read(MANIFEST))
        bad = package.testzip()
    if bad:
        yield f"{bad} is damaged"
    schema.validate(manifest)
    yield from (f"{MANIFEST}:{error.line}: {error.message}" for error in schema.error_log)
    named = {file.get("href") for file in manifest.iter(f"{IMS}file")}
    yield from (f"{name} is not in the manifest" for name in sorted(set(names) - named - {MANIFEST}))
    yield from (f"{name} is not in the package" for name in sorted(named - set(names)))
    resources = {resource.get("identifier"): resource for resource in manifest.iter(f"{IMS}resource")}
    items = list(manifest.iter(f"{IMS}item"))
    if not items:
        yield "there is nothing to learn"
    for item in items:
        resource = resources.get(item.get("identifierref"))
        if resource is None or resource.get(f"{ADL}scormtype") != "sco" or resource.get("href") not in names:
            yield f"item {item.get('identifier')} leads to no page"


def main(folder, *packages):
    schema = etree.XMLSchema(etree.parse(f"{folder}/adlcp_rootv1p2.xsd"))
    found = [f"{path}: {problem}" for path in packages for problem in problems(schema, path)]
    print("\n".join(found))
    if not packages:
        sys.exit("no package to check")
    print(f"{len(packages)} packages, {len(found)} problems")
    sys.exit(1 if found else 0)


main(*sys.argv[1:])
