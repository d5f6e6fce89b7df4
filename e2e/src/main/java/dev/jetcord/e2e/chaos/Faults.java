package dev.jetcord.e2e.chaos;

import dev.jetcord.e2e.chaos.Fault.Breaking;
import dev.jetcord.e2e.chaos.Fault.Expectation;
import java.time.Duration;
import java.util.List;

/** Every fault there is, at its full length. */
final class Faults {
    private static final Setup LONE = new Setup(1, 4, 1);
    private static final Setup TRIO = new Setup(3, 9, 1);
    private static final Setup CLUSTER = new Setup(2, 8, 3);
    private static final Setup MANY = new Setup(3, 64, 1);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final Duration LONGER_THAN_A_SESSION = Duration.ofSeconds(200);
    private static final int TEN = 10;
    private static final int TURNS = 20;

    private Faults() {}

    static List<Fault> all() {
        return List.of(
                inOrder("none", "nothing: the judge itself is judged", Setup.PAIR, fleet -> Break.breathe()),
                inOrder(
                        "bridge-kill",
                        "kill -9 of a bridge, ten times",
                        Setup.PAIR,
                        fleet -> Break.killBridges(fleet, TEN)),
                inOrder(
                        "lone-kill",
                        "kill -9 of the only bridge, three times",
                        LONE,
                        fleet -> Break.killBridges(fleet, 3)),
                anyOrder("nats-kill", "kill -9 of NATS, three times", Setup.PAIR, fleet -> Break.killNats(fleet, 3)),
                anyOrder(
                        "nats-leader-kill",
                        "kill -9 of the events' leader among three NATS servers, three times",
                        CLUSTER,
                        fleet -> Break.killLeader(fleet, 3)),
                anyOrder(
                        "nats-away",
                        "NATS is away for 30 s",
                        Setup.PAIR,
                        fleet -> Break.takeNatsAway(fleet, HALF_A_MINUTE)),
                anyOrder(
                        "nats-frozen",
                        "NATS answers nothing for 30 s",
                        Setup.PAIR,
                        fleet -> Break.freeze(fleet.nats().all().getFirst(), HALF_A_MINUTE)),
                anyOrder(
                        "partition",
                        "the network between a bridge and NATS swallows everything for 30 s",
                        Setup.PAIR,
                        fleet -> Break.cutOff(fleet.bridges().subList(0, 1), HALF_A_MINUTE)),
                anyOrder(
                        "partition-all",
                        "the network between all bridges and NATS swallows everything for 30 s",
                        Setup.PAIR,
                        fleet -> Break.cutOff(fleet.bridges(), HALF_A_MINUTE)),
                inOrder(
                        "sockets",
                        "Discord cuts every socket at once, ten times",
                        Setup.PAIR,
                        fleet -> Break.storm(fleet, "cut", "{}", TEN)),
                inOrder(
                        "op7",
                        "a storm of op 7, reconnect",
                        Setup.PAIR,
                        fleet -> Break.storm(fleet, "reconnect", "{}", TEN)),
                inOrder(
                        "op9",
                        "a storm of op 9, invalid session, resumable",
                        Setup.PAIR,
                        fleet -> Break.storm(fleet, "invalidate", "{\"resumable\":true}", TEN)),
                inOrder("rolling", "a rolling restart of three bridges", TRIO, Break::rollingRestart),
                inOrder(
                        "bridge-frozen",
                        "a bridge that holds leases stands still for 30 s",
                        Setup.PAIR,
                        fleet -> Break.freeze(fleet.bridges().getFirst().process(), HALF_A_MINUTE)),
                inOrder("clock", "the bridges' clocks jump by a minute, ahead and back", Setup.PAIR, Break::jumpClocks),
                inOrder(
                        "shards-64",
                        "64 shards on three bridges, of which one is killed",
                        MANY,
                        fleet -> Break.killBridges(fleet, 1)),
                new Fault(
                        "nats-away-long",
                        "NATS is away for longer than Discord keeps a session",
                        Setup.PAIR,
                        Expectation.SESSIONS_LOST,
                        ((Breaking) fleet -> Break.takeNatsAway(fleet, LONGER_THAN_A_SESSION)).injection()),
                new Fault(
                        "failover",
                        "twenty bridges are killed and twenty stopped: how soon others have their shards",
                        Setup.PAIR,
                        Expectation.IN_ORDER,
                        fleet -> Failover.measure(fleet, TURNS)));
    }

    static Fault inOrder(String name, String description, Setup setup, Breaking breaking) {
        return new Fault(name, description, setup, Expectation.IN_ORDER, breaking.injection());
    }

    static Fault anyOrder(String name, String description, Setup setup, Breaking breaking) {
        return new Fault(name, description, setup, Expectation.ANY_ORDER, breaking.injection());
    }
}
