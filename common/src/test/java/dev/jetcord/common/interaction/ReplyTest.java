package dev.jetcord.common.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.common.wire.Snowflake;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Discord is sent for a message, and what is refused before Discord would. */
class ReplyTest {
    private static final SelectMenu MENU = SelectMenu.of("menu", List.of(new SelectMenu.Entry("Red", "red")));

    @Test
    void putsFiveButtonsInARowAndEachMenuInItsOwn() {
        Component[] shown = {button(1), button(2), button(3), button(4), button(5), button(6), MENU, button(7)};

        JsonNode rows = Reply.text("Choose").with(shown).json().path("components");

        assertThat(rows.valueStream().map(row -> row.path("components").size())).containsExactly(5, 1, 1, 1);
        assertThat(rows.valueStream().map(row -> row.path("type").asInt())).containsOnly(1);
    }

    @Test
    void pingsNobody() {
        assertThat(Reply.text("@everyone").json().path("allowed_mentions").path("parse"))
                .isEmpty();
    }

    @Test
    void saysToWhomByAFlagThatAnEditDoesNotCarry() {
        Reply reply = Reply.text("Psst").toUserAlone();

        assertThat(reply.jsonWithFlags().path("flags").asInt()).isEqualTo(64);
        assertThat(Reply.text("All").jsonWithFlags().path("flags").asInt()).isZero();
        assertThat(reply.json().has("flags")).isFalse();
    }

    @Test
    void writesAnEmbedAsDiscordReadsIt() throws Exception {
        Embed embed = Embed.titled("Weather")
                .withDescription("Sunny")
                .withColour(0x00FF00)
                .withField("Wind", "3 m/s")
                .withField(new Embed.Field("Rain", "none", true))
                .withFooter("just now");

        assertThat(Reply.of(embed).json().path("embeds").path(0))
                .isEqualTo(JsonMapper.builder().build().readTree("""
                        {"title":"Weather","description":"Sunny","color":65280,"footer":{"text":"just now"},"fields":[
                          {"name":"Wind","value":"3 m/s","inline":false},{"name":"Rain","value":"none","inline":true}]}
                        """));
    }

    @Test
    void writesAMenuAsDiscordReadsIt() throws Exception {
        assertThat(MENU.withPlaceholder("Which?").choosing(0, 5).json())
                .isEqualTo(JsonMapper.builder().build().readTree("""
                        {"type":3,"custom_id":"menu","min_values":0,"max_values":1,"placeholder":"Which?",
                         "options":[{"label":"Red","value":"red"}]}
                        """));
        assertThat(SelectMenu.of(SelectMenu.Kind.ROLE, "role")
                        .json()
                        .path("type")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void refusesWhatDiscordWouldRefuse() {
        Embed large = Embed.titled("T").withDescription("x".repeat(4000));

        assertThatThrownBy(() -> Reply.text(" ")).hasMessageContaining("1 to 2000");
        assertThatThrownBy(() -> Reply.text("x".repeat(2001))).hasMessageContaining("1 to 2000");
        assertThatThrownBy(() -> Reply.of(large, large)).hasMessageContaining("6000");
        assertThatThrownBy(() ->
                        Reply.of(Collections.nCopies(11, Embed.titled("T")).toArray(Embed[]::new)))
                .hasMessageContaining("10 embeds");
        assertThatThrownBy(() -> Reply.text("x").with(MENU, MENU, MENU, MENU, MENU, MENU))
                .hasMessageContaining("five rows");
        assertThatThrownBy(() -> Reply.text("x")
                        .with(IntStream.range(0, 26).mapToObj(ReplyTest::button).toArray(Component[]::new)))
                .hasMessageContaining("five rows");
        assertThatThrownBy(() -> SelectMenu.of("menu", List.of())).hasMessageContaining("1 to 25 options");
        assertThatThrownBy(() -> new LinkButton(URI.create("javascript:alert(1)"), "Open"))
                .hasMessageContaining("web address");
    }

    @Test
    void anAdministratorMayDoAll() {
        Set<Permission> required = Set.of(Permission.MANAGE_ROLES, Permission.BAN_MEMBERS);

        assertThat(guild(1L << 3).permits(required)).isTrue();
        assertThat(guild(1L << 28 | 1L << 2).permits(required)).isTrue();
        assertThat(guild(1L << 28).permits(required)).isFalse();
        assertThat(Permission.bits(required)).isEqualTo(1L << 28 | 1L << 2);
        assertThat(Permission.MANAGE_ROLES.label()).isEqualTo("Manage Roles");
    }

    private static Interaction.GuildContext guild(long permissions) {
        return new Interaction.GuildContext(new Snowflake(1), permissions);
    }

    private static Button button(int number) {
        return Button.of(Button.Style.PRIMARY, "b:" + number, "B");
    }
}
