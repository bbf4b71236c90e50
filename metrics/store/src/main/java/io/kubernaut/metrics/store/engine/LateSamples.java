package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a series that came after newer ones, in order. Immutable: there are few of them,
 * and a new one makes a copy.
 */
final class LateSamples implements Piece {
  private final Sample[] samples;

  private LateSamples(Sample... samples) {
    this.samples = samples;
  }

  static LateSamples of(Sample sample) {
    return new LateSamples(sample);
  }

  LateSamples with(Sample sample) {
    int at = 0;
    while (at < samples.length && samples[at].time() < sample.time()) {
      at++;
    }
    if (at < samples.length && samples[at].time() == sample.time()) {
      return this; // given twice in one batch
    }
    Sample[] more = Arrays.copyOf(samples, samples.length + 1);
    System.arraycopy(samples, at, more, at + 1, samples.length - at);
    more[at] = sample;
    return new LateSamples(more);
  }

  @Override
  public long from() {
    return samples[0].time();
  }

  @Override
  public long to() {
    return samples[samples.length - 1].time();
  }

  @Override
  public int size() {
    return samples.length;
  }

  @Override
  public long[] times(Reading reading) {
    return Arrays.stream(samples).mapToLong(Sample::time).toArray();
  }

  @Override
  public void values(Reading reading, double[] into, int at) {
    for (int i = 0; i < samples.length; i++) {
      into[at + i] = samples[i].value();
    }
  }

  @Override
  public boolean maybeStale() {
    return Arrays.stream(samples).anyMatch(sample -> StaleMarker.is(sample.value()));
  }

  @Override
  public @Nullable NativeHistogram @Nullable [] histograms(Reading reading) {
    @Nullable NativeHistogram[] histograms = new NativeHistogram[samples.length];
    boolean any = false;
    for (int i = 0; i < samples.length; i++) {
      histograms[i] = samples[i].histogram();
      any |= histograms[i] != null;
    }
    return any ? histograms : null;
  }

  @Override
  public long @Nullable [] starts(Reading reading) {
    long[] starts = Arrays.stream(samples).mapToLong(Sample::start).toArray();
    boolean any = Arrays.stream(starts).anyMatch(start -> start != SampleColumns.NO_START);
    return any ? starts : null;
  }
}
