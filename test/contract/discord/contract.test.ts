import { describeContract } from '../contract-suite.ts';
import { openDiscordDriver, openDiscordGatewayDriver } from './driver.ts';
import { DISCORD_GATEWAY_TRAITS, DISCORD_TRAITS } from './traits.ts';

describeContract('Discord', openDiscordDriver, DISCORD_TRAITS);
describeContract('Discord over the gateway', openDiscordGatewayDriver, DISCORD_GATEWAY_TRAITS);
