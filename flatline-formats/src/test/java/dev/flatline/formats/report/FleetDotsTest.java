package dev.flatline.formats.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.formats.html.Element;
import dev.flatline.testkit.Findings;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetDotsTest {
  private static final NumberedFindings NONE = new NumberedFindings(List.of());

  @Test
  void of_fewWorkloads_drawsAndNamesEach() {
    List<FleetPoint> points =
        List.of(new FleetPoint("idle", 0, 1), new FleetPoint("flat\n", 1.05, 0.001));

    assertThat(FleetDots.of(points, new FleetScale(1.05, 1)).getFirst())
        .hasToString(
            "<path class=\"dots few\" d=\"M0 0h1M2000 1000h1\" data-names=\"idle\nflat&lt;U+000A&gt;\"></path>");
  }

  @Test
  void of_tooManyWorkloads_countsThemInCells() {
    List<FleetPoint> points = Reports.fleet(List.of(), FleetDots.MOST_DOTS + 1).points();
    List<Element> shades = FleetDots.of(points, FleetScale.of(points));

    assertThat(shades).hasSize(4);
    assertThat(shades.toString()).hasSizeLessThan(100_000).doesNotContain("data-names");
  }

  @Test
  void figure_tooManyWorkloads_saysSo() {
    String figure =
        FleetFigure.of(Reports.fleet(List.of(), FleetDots.MOST_DOTS + 1), NONE).toString();

    assertThat(figure).contains("10,001 others, too many to draw one by one");
  }

  @Test
  void figure_undefinedMeanOrCv_isCountedAndNotDrawn() {
    Fleet fleet =
        new Fleet(
            "over an hour",
            0.9,
            0.05,
            List.of(new FleetPoint("idle", 0, Double.NaN), new FleetPoint("busy", 0.5, 0.5)));

    assertThat(FleetFigure.of(fleet, NONE).toString())
        .contains("1 others; 1 not drawn, idle or without CPU.")
        .contains("data-names=\"busy\"");
  }

  @Test
  void figure_flatWorkloadWithoutAFinding_isNamed() {
    Fleet fleet = new Fleet("over an hour", 0.9, 0.05, List.of(new FleetPoint("ml", 0.99, 0.001)));

    assertThat(FleetFigure.of(fleet, NONE).toString())
        .contains("In the corner without a finding shown: 1", "ml, mean 0.99, CV 0.001");
  }

  @Test
  void figure_workloadWithAFinding_linksToIt() {
    NumberedFindings findings =
        new NumberedFindings(List.of(new ReportedFinding(Findings.movedIn(), FindingSeries.NONE)));
    Fleet fleet =
        new Fleet("", 0.9, 0.05, List.of(new FleetPoint("shop/Deployment/web", 0.5, 0.04)));

    assertThat(FleetFigure.of(fleet, findings).toString())
        .contains("class=\"marker high\" href=\"#finding-1\"")
        .contains("aria-label=\"high: shop/Deployment/web, mean 0.5, CV 0.04\"");
  }

  @Test
  void labels_crowd_neverOverlap() {
    LabelPlacement.Place one = new LabelPlacement.Place(0.5, 0.5);
    LabelPlacement labels = new LabelPlacement(List.of(one));

    assertThat(
            List.of(
                labels.place(one, "a name"),
                labels.place(one, "a name"),
                labels.place(one, "a name"),
                labels.place(one, "a name"),
                labels.place(one, "a name")))
        .containsExactly(
            LabelPlacement.Side.RIGHT,
            LabelPlacement.Side.LEFT,
            LabelPlacement.Side.ABOVE,
            LabelPlacement.Side.BELOW,
            LabelPlacement.Side.NOWHERE);
  }

  @Test
  void labels_atTheRightEdge_goToTheLeft() {
    LabelPlacement.Place corner = new LabelPlacement.Place(0.99, 0.99);

    assertThat(new LabelPlacement(List.of(corner)).place(corner, "a name"))
        .isEqualTo(LabelPlacement.Side.LEFT);
  }
}
