package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.std.MapDeserializer;
import com.fasterxml.jackson.databind.type.MapType;
import java.util.Arrays;
import java.util.LinkedHashMap;

/** Puts readers of our own in place of Jackson's for records and maps. */
final class RecordReaders extends BeanDeserializerModifier {

  private static final long serialVersionUID = 1L;

  @Override
  public JsonDeserializer<?> modifyDeserializer(
      DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
    return deserializer instanceof BeanDeserializer standard && isPlain(config, bean, standard)
        ? new RecordDeserializer(standard)
        : deserializer;
  }

  // A record that is made by its canonical constructor from fields of its own.
  private static boolean isPlain(
      DeserializationConfig config, BeanDescription bean, BeanDeserializer standard) {
    if (!bean.getBeanClass().isRecord() || standard.getValueInstantiator() == null) {
      return false;
    }
    SettableBeanProperty[] arguments =
        standard.getValueInstantiator().getFromObjectArguments(config);
    Class<?>[] components =
        Arrays.stream(bean.getBeanClass().getRecordComponents())
            .map(c -> c.getType())
            .toArray(Class<?>[]::new);
    return arguments != null
        && !standard.getValueInstantiator().canCreateUsingDelegate()
        && !standard.getValueInstantiator().canCreateFromString()
        && Arrays.equals(
            components,
            Arrays.stream(arguments).map(a -> a.getType().getRawClass()).toArray(Class<?>[]::new));
  }

  @Override
  public JsonDeserializer<?> modifyMapDeserializer(
      DeserializationConfig config,
      MapType type,
      BeanDescription bean,
      JsonDeserializer<?> deserializer) {
    return deserializer instanceof MapDeserializer
            && type.getRawClass().isAssignableFrom(LinkedHashMap.class)
        ? new MapReader(type)
        : deserializer;
  }
}
