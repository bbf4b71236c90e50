package io.kubernaut.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How operations of a few nanoseconds are measured. Each library runs in a JVM of its own, so that
 * none profits or suffers from what the compiler learnt about another.
 *
 * <p>A library's method gets a state class of its own and no other, so that a fork makes only what
 * it measures. Every peer is used in the fastest way its documentation shows: handles resolved
 * beforehand where the operation allows it, exemplars off.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public abstract class HotPath {}
