"""What the dashboard of superset_dashboard.py shows: its two datasets, three charts and their layout."""

FORCES = """
SELECT
    actor_name, place_name, coalesce(as_of_start, published_date) AS day, value_mid, according_to,
    claim_stories AS stories, confidence
FROM force_level_reports
WHERE measure = 'level' AND modality = 'actual' AND unit = 'persons' AND place_name IS NOT NULL
    AND confidence >= doubtful_below()
"""
PLACES = "SELECT * FROM read_parquet('{lake}/region_mentions/*/*.parquet') WHERE country_name IS NOT NULL"


def metric(expression: str, label: str) -> dict[str, str]:
    """A number that a chart draws."""
    return {"expressionType": "SQL", "sqlExpression": expression, "label": label}


# Title, kind, dataset and what its form says
CHARTS: tuple[tuple[str, str, str, dict[str, object]], ...] = (
    (
        "How many troops are said to be where",
        "table",
        "forces",
        {
            "query_mode": "raw",
            "all_columns": [
                "actor_name",
                "place_name",
                "day",
                "value_mid",
                "according_to",
                "stories",
                "confidence",
            ],
            "order_by_cols": ['["day", false]'],
            "table_timestamp_format": "%d %b %Y",
            "show_cell_bars": False,
            "row_limit": 100,
        },
    ),
    (
        "Force sizes by the day that they hold for",
        "echarts_timeseries_scatter",
        "forces",
        {
            "x_axis": "day",
            "metrics": [metric("MAX(value_mid)", "persons")],
            "groupby": ["actor_name", "place_name"],
            "y_axis_format": ",d",
            "logAxis": True,
            "markerSize": 10,
            "show_legend": False,
            "row_limit": 1000,
        },
    ),
    (
        "Countries, by stories that name them",
        "echarts_timeseries_bar",
        "places",
        {
            "x_axis": "country_name",
            "metrics": [metric("COUNT(DISTINCT story_id)", "stories")],
            "orientation": "horizontal",
            "x_axis_sort": "stories",
            "order_desc": True,
            "row_limit": 12,
        },
    ),
)


def dashboard_layout(charts: list[int]) -> dict[str, object]:
    """One row with the table, one with the two others, as Superset writes it."""
    table, over_time, named = charts
    rows = {"ROW-1": [(table, 12, 50)], "ROW-2": [(over_time, 7, 60), (named, 5, 60)]}
    layout = {"GRID_ID": cell("GRID", "GRID_ID", list(rows), ["ROOT_ID"], {})}
    for row, held in rows.items():
        inside = ["ROOT_ID", "GRID_ID"]
        of_row: dict[str, object] = {"background": "BACKGROUND_TRANSPARENT"}
        layout[row] = cell("ROW", row, [f"CHART-{n}" for n, _, _ in held], inside, of_row)
        for n, width, height in held:
            of_chart: dict[str, object] = {"chartId": n, "width": width, "height": height}
            layout[f"CHART-{n}"] = cell("CHART", f"CHART-{n}", [], [*inside, row], of_chart)
    root = {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]}
    return {"DASHBOARD_VERSION_KEY": "v2", "ROOT_ID": root, **layout}


def cell(
    kind: str, name: str, children: list[str], parents: list[str], meta: dict[str, object]
) -> dict[str, object]:
    """A box of a dashboard."""
    return {"type": kind, "id": name, "children": children, "parents": parents, "meta": meta}
