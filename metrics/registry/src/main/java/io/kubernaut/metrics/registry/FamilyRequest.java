package io.kubernaut.metrics.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link FamilyBuilder} was told. */
@SuppressWarnings("ArrayRecordComponent") // made and read in this package only
record FamilyRequest(
    String name,
    FamilyKind kind,
    List<String> labels,
    @Nullable String baseUnit,
    @Nullable String description,
    double[] objectives) {}
