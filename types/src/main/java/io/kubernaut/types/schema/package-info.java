/**
 * The machinery under every persisted or wire type: names and versions, constraints, codecs,
 * canonical form and migrations.
 *
 * <p>A type is a record that says what it is called and what its fields may hold:
 *
 * <pre>{@code
 * @SchemaType(name = "parcel", version = 1)
 * public record Parcel(
 *     @NotBlank @Size(max = 40) String id,
 *     @Min(0) @Max(30) double kilograms,
 *     @Nullable String note,
 *     List<@Matches("[A-Z]{2}") String> route,
 *     @Extra Map<String, RawJson> extra) {
 *
 *   public Parcel {
 *     route = Frozen.list(route);
 *     extra = Frozen.map(extra);
 *   }
 * }
 *
 * Codec<Parcel> parcels = Codecs.json(Parcel.class);
 * Parcel parcel = parcels.read(bytes);       // or InvalidDocumentException with all problems
 * byte[] again = parcels.write(parcel);      // unknown fields come out as they came in
 * }</pre>
 *
 * <p>A component that is not {@code @Nullable} must be there; a list, set or map that is missing is
 * read as an empty one.
 */
package io.kubernaut.types.schema;
