package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.text.GoNumbers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code histogram_quantiles}: several quantiles of the same histograms, told apart by a label. A
 * quantile that is not the same at each step makes several series.
 */
final class QuantilesNode extends VectorNode {

  private final List<VectorNode> quantiles;
  private final List<ScalarNode> levels;
  private final String label;
  private final List<Result> results = new ArrayList<>();
  private final StepColumn column;

  /**
   * One series of the result.
   *
   * @param node which quantile
   * @param series which of its series
   * @param value the label's value
   * @param steps at which steps it is this value
   */
  private record Result(VectorNode node, int series, String value, BitSet steps) {}

  QuantilesNode(StepGrid grid, List<VectorNode> quantiles, List<ScalarNode> levels, String label) {
    super(grid);
    this.quantiles = quantiles;
    this.levels = levels;
    this.label = label;
    this.column = new StepColumn(grid.count());
  }

  @Override
  void prepare() {
    for (int i = 0; i < quantiles.size(); i++) {
      VectorNode node = quantiles.get(i);
      node.prepare();
      Map<String, BitSet> values = values(levels.get(i).values());
      for (int series = 0; series < node.size(); series++) {
        for (Map.Entry<String, BitSet> value : values.entrySet()) {
          results.add(new Result(node, series, value.getKey(), value.getValue()));
        }
      }
    }
  }

  private static Map<String, BitSet> values(double[] levels) {
    Map<String, BitSet> values = new LinkedHashMap<>();
    for (int step = 0; step < levels.length; step++) {
      values.computeIfAbsent(openMetrics(levels[step]), ignored -> new BitSet()).set(step);
    }
    return values;
  }

  /** Writes a number as a label's value of OpenMetrics: whole numbers with a point. */
  private static String openMetrics(double value) {
    String text = GoNumbers.general(value);
    boolean whole =
        text.indexOf('.') < 0
            && text.indexOf('e') < 0
            && !text.contains("N")
            && !text.contains("I");
    return whole ? text + ".0" : text;
  }

  @Override
  int size() {
    return results.size();
  }

  @Override
  SeriesLabels labels(int index) {
    Result result = results.get(index);
    SeriesLabels labels = result.node.labels(result.series);
    return new SeriesLabels(labels.labels().with(label, result.value), labels.dropName());
  }

  @Override
  void read(int index, StepColumn into) {
    Result result = results.get(index);
    result.node.read(result.series, column);
    into.clear();
    for (int step = 0; step < steps(); step++) {
      if (result.steps.get(step) && column.has(step)) {
        into.copy(column, step);
      }
    }
  }

  @Override
  public void close() {
    quantiles.forEach(VectorNode::close);
    levels.forEach(ScalarNode::close);
  }
}
