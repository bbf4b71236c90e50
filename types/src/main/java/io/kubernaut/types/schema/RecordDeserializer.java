package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializer;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record with its canonical constructor.
 *
 * <p>The arguments are collected in an array, in the order of the components; which component a
 * field belongs to is first guessed to be the one after the last, as writers keep the order, and
 * looked up otherwise. A component that is still empty at the end is missing: that is an error
 * unless it is nullable or a collection. A field that finds its place taken came twice. So the
 * checks that make input safe are by-products of reading, and reading is as fast as with plain
 * Jackson.
 */
final class RecordDeserializer extends StdDeserializer<Object> implements ResolvableDeserializer {

  private static final long serialVersionUID = 1L;
  private static final RawJsonDeserializer RAW = new RawJsonDeserializer();

  // Stands where a field was null, so that the same field a second time is seen.
  private static final Object NOTHING = new Object();

  private static final int UNKNOWN = -1;
  private static final int END = -2;

  private final BeanDeserializer standard;
  private final transient Components components;
  private final transient Map<String, Integer> positions = new HashMap<>();
  private final String kind;
  private transient SettableBeanProperty[] properties = {};
  private transient @Nullable SerializedString[] names = {};

  RecordDeserializer(BeanDeserializer standard) {
    super(standard.getValueType());
    this.standard = standard;
    this.components = Components.of(standard.handledType());
    this.kind = kind(standard.handledType());
  }

  /** Returns the field that tells alternatives apart, if the record is one; empty otherwise. */
  private static String kind(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .map(alternatives -> alternatives.getAnnotation(JsonTypeInfo.class))
        .filter(Objects::nonNull)
        .map(JsonTypeInfo::property)
        .findFirst()
        .orElse("");
  }

  @Override
  public void resolve(DeserializationContext context) throws JsonMappingException {
    standard.resolve(context);
    properties = new SettableBeanProperty[components.count()];
    names = new SerializedString[components.count()];
    standard
        .creatorProperties()
        .forEachRemaining(
            property -> {
              int index = property.getCreatorIndex();
              if (index != components.extra()) {
                properties[index] = property;
                names[index] = new SerializedString(property.getName());
                positions.put(property.getName(), index);
              }
            });
  }

  @Override
  public Object deserialize(JsonParser from, DeserializationContext context) throws IOException {
    int index;
    if (from.isExpectedStartObjectToken()) {
      index = next(from, 0);
    } else if (from.hasToken(JsonToken.FIELD_NAME) || from.hasToken(JsonToken.END_OBJECT)) {
      index = position(from);
    } else {
      return context.reportInputMismatch(this, "must be an object");
    }
    @Nullable Object[] arguments = new Object[properties.length];
    int expected = 0;
    while (index != END) {
      if (index == UNKNOWN) {
        keep(from, context, arguments);
      } else {
        from.nextToken();
        fill(from, context, arguments, index);
        expected = index + 1;
      }
      index = next(from, expected);
    }
    return create(context, arguments);
  }

  // The parser compares the bytes of the expected name, which is quicker than to make a text.
  private int next(JsonParser from, int expected) throws IOException {
    SerializedString name = expected < names.length ? names[expected] : null;
    if (name == null) {
      from.nextToken();
    } else if (from.nextFieldName(name)) {
      return expected;
    }
    return position(from);
  }

  private int position(JsonParser from) throws IOException {
    return from.hasToken(JsonToken.FIELD_NAME)
        ? positions.getOrDefault(from.currentName(), UNKNOWN)
        : END;
  }

  private void fill(
      JsonParser from, DeserializationContext context, @Nullable Object[] arguments, int index)
      throws IOException {
    if (arguments[index] != null) {
      context.reportInputMismatch(this, "has the field \"%s\" twice", name(index));
    }
    if (from.hasToken(JsonToken.VALUE_NULL)
        && components.mayBeMissing(index)
        && !components.keepsNull(index)) {
      arguments[index] = NOTHING;
      return;
    }
    try {
      arguments[index] = properties[index].deserialize(from, context);
    } catch (JsonMappingException e) {
      e.prependPath(handledType(), name(index));
      throw e;
    }
  }

  private @Nullable String name(int index) {
    SerializedString name = names[index];
    return name == null ? null : name.getValue();
  }

  private void keep(JsonParser from, DeserializationContext context, @Nullable Object[] arguments)
      throws IOException {
    String name = from.currentName();
    from.nextToken();
    if (name.equals(kind)) {
      context.reportInputMismatch(this, "has the field \"%s\" twice", name);
    }
    if (components.extra() < 0) {
      context.handleUnknownProperty(from, this, handledType(), name);
    } else if (!extra(arguments).put(name, RAW.deserialize(from, context))) {
      context.reportInputMismatch(this, "has the field \"%s\" twice", name);
    }
  }

  @SuppressWarnings("unchecked") // Nothing else is put there.
  private MapBuilder<String, RawJson> extra(@Nullable Object[] arguments) {
    MapBuilder<String, RawJson> extra = (MapBuilder<String, RawJson>) arguments[components.extra()];
    if (extra == null) {
      extra = new MapBuilder<>();
      arguments[components.extra()] = extra;
    }
    return extra;
  }

  private Object create(DeserializationContext context, @Nullable Object[] arguments)
      throws IOException {
    if (components.extra() >= 0
        && arguments[components.extra()] instanceof MapBuilder<?, ?> extra) {
      arguments[components.extra()] = extra.build();
    }
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] == null || arguments[i] == NOTHING) {
        arguments[i] = components.absent(i);
        if (arguments[i] == null && !components.mayBeMissing(i)) {
          return context.reportInputMismatch(this, "lacks the field \"%s\"", name(i));
        }
      }
    }
    MethodHandle constructor = components.constructor();
    try {
      return (Object) constructor.invokeExact(arguments);
    } catch (Throwable e) {
      return context.handleInstantiationProblem(handledType(), null, e);
    }
  }

  @Override
  public Object deserializeWithType(
      JsonParser from, DeserializationContext context, TypeDeserializer typed) throws IOException {
    return typed.deserializeTypedFromObject(from, context);
  }
}
