package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.std.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes one component of a record whose values were already taken out of it. */
final class ComponentWriter extends BeanPropertyWriter {

  private static final long serialVersionUID = 1L;

  private final int index;

  ComponentWriter(BeanPropertyWriter standard, int index) {
    super(standard);
    this.index = index;
  }

  /** Writes the field, or nothing, as the standard writer would. */
  void write(Object owner, @Nullable Object[] values, JsonGenerator to, SerializerProvider provider)
      throws Exception {
    Object value = values[index];
    if (value == null) {
      if (_nullSerializer != null) {
        serializeAsField(owner, to, provider);
      }
      return;
    }
    JsonSerializer<Object> serializer =
        _serializer == null ? dynamic(value, provider) : _serializer;
    if (_suppressableValue != null && isSuppressed(value, serializer, provider)) {
      return;
    }
    to.writeFieldName(_name);
    if (_typeSerializer != null) {
      serializer.serializeWithType(value, to, provider, _typeSerializer);
    } else if (serializer.getClass() == StringSerializer.class) {
      to.writeString((String) value);
    } else {
      serializer.serialize(value, to, provider);
    }
  }

  private JsonSerializer<Object> dynamic(Object value, SerializerProvider provider)
      throws Exception {
    Class<?> type = value.getClass();
    JsonSerializer<Object> known = _dynamicSerializers.serializerFor(type);
    return known == null ? _findAndAddDynamic(_dynamicSerializers, type, provider) : known;
  }

  private boolean isSuppressed(
      Object value, JsonSerializer<Object> serializer, SerializerProvider provider) {
    return _suppressableValue == MARKER_FOR_EMPTY
        ? serializer.isEmpty(provider, value)
        : _suppressableValue.equals(value);
  }
}
