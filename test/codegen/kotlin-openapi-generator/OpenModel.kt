package org.openapitools.client.models

import com.fasterxml.jackson.annotation.JsonAnyGetter
import com.fasterxml.jackson.annotation.JsonAnySetter
import com.fasterxml.jackson.annotation.JsonInclude

/** What the models extend in place of a HashMap, of which Jackson would write the entries alone. */
@Suppress("unused")
open class OpenModel<K, V> {
    @field:JsonAnySetter
    @get:JsonAnyGetter
    @get:JsonInclude(content = JsonInclude.Include.ALWAYS)
    val additionalProperties: MutableMap<String, Any?> = linkedMapOf()
}
