"""Reads an export with tools that are not ours, and prints what they found as JSON. Usage: read-back.py <format> <folder>."""

import glob
import json
import os
import sys


def csv(folder):
    import pandas

    found = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.csv"))):
        table = pandas.read_csv(path, keep_default_na=False, na_values=[""])
        found[os.path.basename(path)[:-4]] = len(table)
    return {"rows": found, **claims(pandas.read_csv(os.path.join(folder, "Claim.csv")))}


def claims(table):
    table = table.sort_values("id")
    return {"claims": dict(zip(table["id"], table["text"])), "origins": int(table["originCount"].sum())}


def claims_csv(folder):
    import pandas

    table = pandas.read_csv(os.path.join(folder, "claims-with-chains.csv"))
    return {
        "rows": len(table),
        "claims": int(table["claimId"].nunique()),
        "chains": sorted(table["chain"].dropna().unique().tolist()),
    }


def parquet(folder):
    import pyarrow.parquet as reader

    found = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.parquet"))):
        found[os.path.basename(path)[:-8]] = reader.read_table(path).num_rows
    path = os.path.join(folder, "Claim.parquet")
    schema = reader.read_schema(path)
    groups = {name: reader.ParquetFile(os.path.join(folder, name + ".parquet")).num_row_groups for name in found}
    return {
        "rows": found,
        "groups": max(groups.values()),
        "types": {name: str(schema.field(name).type) for name in ["text", "originCount", "recordedFrom"]},
        **claims(reader.read_table(path).to_pandas()),
    }


def drawing(graph):
    names = {}
    for _, data in graph.nodes(data=True):
        kind = data.get("nodeType")
        names[kind] = names.get(kind, 0) + 1
    edges = {}
    for _, _, data in graph.edges(data=True):
        kind = data.get("edgeType")
        edges[kind] = edges.get(kind, 0) + 1
    return {
        "nodes": names,
        "edges": edges,
        "claims": {node: data["name"] for node, data in graph.nodes(data=True) if data["nodeType"] == "Claim"},
    }


def graphml(folder):
    import networkx

    return drawing(networkx.read_graphml(os.path.join(folder, "sayso.graphml"), force_multigraph=True))


def gexf(folder):
    import networkx

    return drawing(networkx.read_gexf(os.path.join(folder, "sayso.gexf")))


def linked(folder):
    """Both at once: they have to say the same."""
    import rdflib

    schema, prov = "https://schema.org/", "http://www.w3.org/ns/prov#"
    one, other = rdflib.Graph(), rdflib.Graph()
    one.parse(os.path.join(folder, "sayso.ttl"), format="turtle")
    other.parse(os.path.join(folder, "sayso.jsonld"), format="json-ld")
    kind, text = rdflib.RDF.type, rdflib.URIRef(schema + "text")
    found = list(one.subjects(kind, rdflib.URIRef(schema + "Claim")))
    oa = "http://www.w3.org/ns/oa#"
    return {
        "statements": len(one),
        "only turtle": [str(x) for x in list(set(one) - set(other))[:3]],
        "only json-ld": [str(x) for x in list(set(other) - set(one))[:3]],
        "claims": {str(claim).rsplit(":", 1)[1]: str(one.value(claim, text)) for claim in found},
        "credited": len(list(one.subject_objects(rdflib.URIRef(prov + "wasAttributedTo")))),
        "selectors": len(list(one.subjects(kind, rdflib.URIRef(oa + "TextPositionSelector")))),
        "quotes": len(list(one.subjects(kind, rdflib.URIRef(oa + "TextQuoteSelector")))),
    }


def jsonl(folder):
    import pandas

    table = pandas.read_json(os.path.join(folder, "sayso.jsonl"), lines=True)
    rows = table["row"][table["kind"] == "claim"]
    return {
        "rows": {kind: int(count) for kind, count in table["kind"].value_counts().items()},
        "claims": {row["id"]: row["text"] for row in rows},
    }


readers = {
    "csv": csv,
    "claims-csv": claims_csv,
    "parquet": parquet,
    "graphml": graphml,
    "gexf": gexf,
    "turtle": linked,
    "jsonl": jsonl,
}
print(json.dumps(readers[sys.argv[1]](sys.argv[2])))
