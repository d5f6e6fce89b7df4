package dev.jetcord.launcher.say;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MentionsTest {
    @Test
    void showsRolesAndUsersByTheirNamesAndLeavesOthersAsTheyAre() throws Exception {
        var guilds = new ObjectMapper().readTree("""
                [{"roles": [{"id": "5", "name": "Cr$w"}], "members": [{"user": {"id": "6", "username": "ada"}}]}]""");

        assertThat(Mentions.of(guilds).shown("<@6> gets <@&5> of <@7>, <@&6>"))
                .isEqualTo("@ada gets @Cr$w of <@7>, <@&6>");
    }
}
